//! Old reports of every shape.
