//! The register's routes as a browser and a stranger meet them.

mod client;
mod hostile;
mod pages;
mod search;
mod support;
mod words;
