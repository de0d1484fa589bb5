//! Serves a register in each state that its pages must show, for the browser checks in `e2e/`.
//!
//! `cargo run -p web --example showcase -- FOLDER` prints a line `name http://127.0.0.1:PORT` for
//! each and a line `page /PATH` for each page of the route table, then serves until its standard
//! input ends.
#![expect(clippy::print_stdout, reason = "the addresses are what it is started for")]
#![expect(clippy::unwrap_used, reason = "an example for checks; a failure should be loud")]

use std::io::Read as _;
use std::path::PathBuf;

#[path = "../tests/it/filled.rs"]
mod filled;
#[expect(dead_code, reason = "other rooms take the rest of them")]
#[path = "../../desk/tests/it/lives.rs"]
mod lives;
#[path = "../tests/it/support.rs"]
mod support;

#[tokio::main]
async fn main() {
    let root = PathBuf::from(std::env::args().nth(1).unwrap());
    let logs = support::showcase(&root);
    for (name, log) in &logs {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{name} http://{}", listener.local_addr().unwrap());
        let router = web::routes::router(log.state.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
    }
    let entries: Vec<Vec<u8>> =
        support::fixtures().into_iter().chain(lives::forty_notices()).collect();
    let desk = filled::desk_of_register(&root.join("room"), &entries, || support::NOW);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("room http://{}", listener.local_addr().unwrap());
    let register = desk.register.get().cloned().map(web::routes::beside_desk);
    let router = web::desk_routes::desk_router(desk, register);
    tokio::spawn(async move { axum::serve(listener, router).await });
    for route in web::routes::register().iter().filter(|route| route.is_page) {
        println!("page {}", route.example);
    }
    println!("ready");
    let stdin = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    let _ = stdin.await;
}
