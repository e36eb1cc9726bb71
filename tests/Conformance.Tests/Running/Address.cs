namespace SecureAccess.Conformance.Running;

/// <summary>Addresses with a query.</summary>
public static class Address
{
    /// <summary>An address with these parameters after those that it has.</summary>
    public static Uri With(Uri endpoint, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var query = string.Join(
            '&',
            parameters.Select(parameter =>
                $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"
            )
        );
        return query.Length == 0
            ? endpoint
            : new Uri($"{endpoint.AbsoluteUri}{(endpoint.Query.Length == 0 ? '?' : '&')}{query}");
    }
}
