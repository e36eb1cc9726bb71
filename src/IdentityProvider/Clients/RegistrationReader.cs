using System.Text.Json;

namespace SecureAccess.Clients;

/// <summary>Reads typed values out of one client's JSON object; the first value that is not what it should be ends the reading.</summary>
internal sealed class RegistrationReader(JsonElement client)
{
    /// <summary>The longest text taken for any value, in characters.</summary>
    private const int LongestText = 2000;

    public bool Has(string field) =>
        client.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        var value = client.GetProperty(field);
        return value.ValueKind == JsonValueKind.String
            ? Checked(field, value.GetString()!)
            : throw new RegistrationException(field, "must be a text.");
    }

    public string RequiredText(string field) =>
        Text(field) ?? throw new RegistrationException(field, "is missing.");

    public bool Flag(string field, bool whenAbsent)
    {
        if (!Has(field))
        {
            return whenAbsent;
        }

        return client.GetProperty(field).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new RegistrationException(field, "must be true or false."),
        };
    }

    public int? Seconds(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        var value = client.GetProperty(field);
        return
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var seconds)
            && seconds >= 0
            ? seconds
            : throw new RegistrationException(field, "must be a whole number of seconds.");
    }

    public IReadOnlyList<string>? Texts(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        var value = client.GetProperty(field);
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new RegistrationException(field, "must be a list of texts.");
        }

        var items = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            var place = $"{field}[{items.Count}]";
            items.Add(
                item.ValueKind == JsonValueKind.String
                    ? Checked(place, item.GetString()!)
                    : throw new RegistrationException(place, "must be a text.")
            );
        }

        return items.Distinct(StringComparer.Ordinal).Count() == items.Count
            ? items
            : throw new RegistrationException(field, "names something twice.");
    }

    public IReadOnlyList<string>? Words(string field) =>
        Text(field)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();

    public string? Json(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        var value = client.GetProperty(field);
        return value.ValueKind == JsonValueKind.Object
            ? value.GetRawText()
            : throw new RegistrationException(field, "must be an object.");
    }

    /// <summary>One of these values.</summary>
    /// <exception cref="RegistrationException">It is another.</exception>
    public string OneOf(string field, string whenAbsent, IReadOnlyCollection<string> allowed) =>
        AllOf([Text(field) ?? whenAbsent], field, allowed)[0];

    /// <summary>The values, if all are among these.</summary>
    /// <exception cref="RegistrationException">One is not.</exception>
    public static IReadOnlyList<string> AllOf(
        IReadOnlyList<string> values,
        string field,
        IReadOnlyCollection<string> allowed
    ) =>
        values.FirstOrDefault(value => !allowed.Contains(value)) is { } other
            ? throw new RegistrationException(
                field,
                $"\"{other}\" is not supported; possible are {string.Join(", ", allowed)}."
            )
            : values;

    private static string Checked(string place, string text)
    {
        if (text.Length is 0 or > LongestText)
        {
            throw new RegistrationException(
                place,
                $"must have between 1 and {LongestText} characters."
            );
        }

        return text.Any(char.IsControl)
            ? throw new RegistrationException(place, "must not contain control characters.")
            : text;
    }
}

/// <summary>Ends the reading of a registration; never leaves <see cref="ClientRegistrationRules"/>.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught in this room only, always with a field.
internal sealed class RegistrationException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
