//! What a provider says of itself (`OpenID` Connect Discovery 1.0, sections 3 and 4.3).

use serde::Deserialize;
use thiserror::Error;

use super::addresses::{is_address, is_local};
use super::keyset::Algorithm;

/// Why a provider cannot be used.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum DiscoveryError {
    /// Not a JSON object with what a provider must say.
    #[error("the metadata cannot be read")]
    Shape,
    /// It says that it is somebody else.
    #[error("the metadata names another issuer")]
    Issuer,
    /// An address that is not called: not https, or of this machine although the issuer is not.
    #[error("the metadata names an address that is not https")]
    Address,
    /// It has no authorization code flow.
    #[error("the provider does not offer the authorization code flow")]
    NoCodeFlow,
    /// It says how a challenge may be made, and not with S256 (RFC 7636).
    #[error("the provider does not take PKCE challenges with S256")]
    NoChallenge,
    /// It signs with nothing that is verified here.
    #[error("the provider signs neither with RS256 nor with ES256 nor with EdDSA")]
    NoAlgorithm,
    /// It wants clients to prove themselves in a way that is not known here.
    #[error("the provider takes neither client_secret_basic nor client_secret_post")]
    NoClientAuthentication,
}

/// How this client proves itself at the token endpoint (`OpenID` Connect Core 1.0, section 9).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ClientAuthentication {
    /// In the `Authorization` header.
    Basic,
    /// In the form.
    Post,
    /// A public client proves nothing but PKCE.
    Nothing,
}

/// The metadata of a provider, checked.
#[derive(Clone, Debug, Deserialize)]
pub struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: Option<String>,
    jwks_uri: String,
    response_types_supported: Vec<String>,
    id_token_signing_alg_values_supported: Vec<String>,
    code_challenge_methods_supported: Option<Vec<String>>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Where the metadata of an issuer stands.
    #[must_use]
    pub fn address(issuer: &str) -> String {
        format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
    }

    /// Reads the metadata of this issuer and of no other.
    pub fn parse(bytes: &[u8], issuer: &str) -> Result<Self, DiscoveryError> {
        let read: Self = serde_json::from_slice(bytes).map_err(|_| DiscoveryError::Shape)?;
        if read.issuer != issuer {
            return Err(DiscoveryError::Issuer);
        }
        let called = [&read.authorization_endpoint, &read.token_endpoint, &read.jwks_uri];
        let called = called.into_iter().chain(&read.userinfo_endpoint);
        if !called.into_iter().all(|url| is_address(url) && is_local(url) == is_local(issuer)) {
            return Err(DiscoveryError::Address);
        }
        if !read.response_types_supported.iter().any(|kind| kind == "code") {
            return Err(DiscoveryError::NoCodeFlow);
        }
        let s256 = |methods: &Vec<String>| methods.iter().any(|method| method == "S256");
        // Who says nothing about challenges may know them all the same, and one is always sent.
        if !read.code_challenge_methods_supported.as_ref().is_none_or(s256) {
            return Err(DiscoveryError::NoChallenge);
        }
        let algorithms = &read.id_token_signing_alg_values_supported;
        if !algorithms.iter().any(|name| Algorithm::named(name).is_some()) {
            return Err(DiscoveryError::NoAlgorithm);
        }
        Ok(read)
    }

    /// Where somebody logs in.
    #[must_use]
    pub fn authorization_endpoint(&self) -> &str {
        &self.authorization_endpoint
    }

    /// Where a code is exchanged.
    #[must_use]
    pub fn token_endpoint(&self) -> &str {
        &self.token_endpoint
    }

    /// Where claims are told that no ID token holds.
    #[must_use]
    pub fn user_info_endpoint(&self) -> Option<&str> {
        self.userinfo_endpoint.as_deref()
    }

    /// Where the keys are.
    #[must_use]
    pub fn jwks_uri(&self) -> &str {
        &self.jwks_uri
    }

    /// Whether every answer of the authorization endpoint names its issuer (RFC 9207, section 3).
    #[must_use]
    pub const fn names_itself(&self) -> bool {
        self.authorization_response_iss_parameter_supported
    }

    /// How a client with a secret proves itself.
    pub fn client_authentication(&self) -> Result<ClientAuthentication, DiscoveryError> {
        let Some(methods) = &self.token_endpoint_auth_methods_supported else {
            return Ok(ClientAuthentication::Basic);
        };
        let takes = |name: &str| methods.iter().any(|method| method == name);
        if takes("client_secret_basic") {
            Ok(ClientAuthentication::Basic)
        } else if takes("client_secret_post") {
            Ok(ClientAuthentication::Post)
        } else {
            Err(DiscoveryError::NoClientAuthentication)
        }
    }
}
