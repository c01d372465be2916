use super::*;

#[test]
#[ignore = "prints"]
fn show() {
    for width in [80, 50, 30] {
        for line in lay_out(&sample::report(), width) {
            println!("{}", line.text());
        }
        println!("=====");
    }
}
