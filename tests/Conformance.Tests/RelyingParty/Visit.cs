namespace SecureAccess.Conformance.RelyingParty;

/// <summary>One request that came to the relying party, whether by a browser or from the provider itself.</summary>
public sealed record Visit(
    string Method,
    string Path,
    string ContentType,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Form
)
{
    /// <summary>The parameters, wherever they stood.</summary>
    public string? this[string name] =>
        Query.GetValueOrDefault(name) ?? Form.GetValueOrDefault(name);

    /// <summary>The names of all parameters.</summary>
    public IEnumerable<string> Names => Query.Keys.Concat(Form.Keys);
}
