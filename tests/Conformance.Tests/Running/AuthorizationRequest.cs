using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Running;

/// <summary>An authorization request of a client, in the order in which its parameters are sent.</summary>
public sealed record AuthorizationRequest(
    ConformanceClient Client,
    IReadOnlyList<KeyValuePair<string, string>> Parameters
)
{
    /// <summary>The value of a parameter, or null.</summary>
    public string? this[string name] =>
        Parameters.FirstOrDefault(parameter => parameter.Key == name).Value;

    /// <summary>The same with this parameter, in place of the one of that name or at the end.</summary>
    public AuthorizationRequest With(string name, string value) =>
        this[name] is null
            ? this with
            {
                Parameters = [.. Parameters, KeyValuePair.Create(name, value)],
            }
            : this with
            {
                Parameters =
                [
                    .. Parameters.Select(parameter =>
                        parameter.Key == name ? KeyValuePair.Create(name, value) : parameter
                    ),
                ],
            };

    /// <summary>The same without a parameter.</summary>
    public AuthorizationRequest Without(string name) =>
        this with
        {
            Parameters = [.. Parameters.Where(parameter => parameter.Key != name)],
        };

    /// <summary>Its address for a GET.</summary>
    public Uri At(Uri endpoint) => Address.With(endpoint, Parameters);
}
