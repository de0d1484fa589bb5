//! What is kept: the files and write-ahead log of the register.
