//! Pages and API: one route table that builds the router and feeds the tests.
