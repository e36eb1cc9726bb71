namespace SecureAccess.Conformance.Targets;

/// <summary>A client that is registered at the provider.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Its secret.</param>
/// <param name="Method"><c>client_secret_basic</c> or <c>client_secret_post</c>.</param>
public sealed record ConformanceClient(string Id, string Secret, string Method);

/// <summary>The three clients of the modules, all with the same addresses.</summary>
/// <param name="First">By basic authentication, with refresh tokens, told of logouts.</param>
/// <param name="Second">Another one of the same kind.</param>
/// <param name="Post">By secret in the body.</param>
public sealed record ConformanceClients(
    ConformanceClient First,
    ConformanceClient Second,
    ConformanceClient Post
);
