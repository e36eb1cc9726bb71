using OpenIddict.EntityFrameworkCore.Models;

namespace SecureAccess.Clients;

/// <summary>
/// A token that OpenIddict keeps a row for. Codes, refresh tokens, ID tokens and JWT access tokens have none here; see
/// <c>Protocol</c>.
/// </summary>
public sealed class IssuedToken : OpenIddictEntityFrameworkCoreToken<Guid, Client, Grant>;

/// <summary>A scope that an administrator added to the built-in ones.</summary>
public sealed class RegisteredScope : OpenIddictEntityFrameworkCoreScope<Guid>;
