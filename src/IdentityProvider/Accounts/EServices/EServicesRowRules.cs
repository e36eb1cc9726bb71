using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureAccess.Accounts.EServices;

/// <summary>One row of an import that has the form.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Username">As it is written.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="TaxpayerNumber">Nine digits.</param>
/// <param name="Email">The email address.</param>
/// <param name="Roles">Separated by blanks.</param>
public sealed record EServicesRow(
    long Line,
    string Username,
    string GivenName,
    string FamilyName,
    string TaxpayerNumber,
    string Email,
    string Roles
)
{
    /// <summary>Nothing of a person is printed.</summary>
    public override string ToString() => $"[row on line {Line}]";
}

/// <summary>What a row was read as.</summary>
public abstract record RowReading
{
    private RowReading() { }

    /// <summary>It has the form.</summary>
    public sealed record Read(EServicesRow Row) : RowReading;

    /// <summary>It has not.</summary>
    /// <param name="Reason">Why, for administrators; no value of the row is in it.</param>
    public sealed record Rejected(string Reason) : RowReading;
}

/// <summary>The form of a row of an import (D14, D21). Pure; the reason of a rejection never holds what the row says.</summary>
public static partial class EServicesRowRules
{
    /// <summary>The columns, in this order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    ["username", "givenName", "familyName", "taxpayerNumber", "email", "roles"];

    /// <summary>Characters of the longest name.</summary>
    public const int LongestName = 100;

    /// <summary>The most roles of an account.</summary>
    public const int MostRoles = 20;

    /// <summary>Characters of all roles with the blanks between them: 20 of 48 characters, and no more.</summary>
    public const int LongestRoles = 1000;

    /// <summary>Reads a row.</summary>
    /// <param name="line">Where it stands.</param>
    /// <param name="values">One per column.</param>
    /// <param name="taxpayerNumber">Reads a taxpayer number as nine digits, or null.</param>
    public static RowReading Read(
        long line,
        IReadOnlyList<string> values,
        Func<string, string?> taxpayerNumber
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(taxpayerNumber);
        if (values.Count != Columns.Count)
        {
            return Rejected(
                $"{Columns.Count} values are needed, and there are {values.Count.ToString(CultureInfo.InvariantCulture)}"
            );
        }

        var row = new EServicesRow(
            line,
            values[0].Trim(),
            values[1].Trim().Normalize(),
            values[2].Trim().Normalize(),
            taxpayerNumber(values[3]) ?? "",
            EmailAddressRules.TryRead(values[4]) ?? "",
            string.Join(' ', RolesOf(values[5]))
        );
        return Problem(row) is { } problem ? Rejected(problem) : new RowReading.Read(row);
    }

    private static string? Problem(EServicesRow row) =>
        row switch
        {
            _ when !UsernameRules.HasForm(row.Username) =>
                "the username has not 6 to 32 letters, digits, dots, underscores or hyphens, or does not begin with a letter",
            _ when ReservedUsernames.Contains(row.Username) => "the username is reserved",
            _ when !IsName(row.GivenName) => "the givenName is missing, too long or not plain text",
            _ when !IsName(row.FamilyName) =>
                "the familyName is missing, too long or not plain text",
            { TaxpayerNumber: "" } => "the taxpayerNumber is not an SSN or ITIN",
            { Email: "" } => "the email is not an email address",
            _ when !AreRoles(row.Roles) =>
                $"the roles are not at most {MostRoles} words of letters, digits, dots, colons, underscores or hyphens, separated by semicolons",
            _ => null,
        };

    private static string[] RolesOf(string value) =>
        [
            .. value
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(role => role.Replace(' ', '?'))
                .Distinct(StringComparer.Ordinal),
        ];

    private static bool AreRoles(string roles) =>
        roles.Length == 0
        || (roles.Split(' ') is { Length: <= MostRoles } words && words.All(Role().IsMatch));

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && name.EnumerateRunes()
            .All(rune =>
                rune != Rune.ReplacementChar
                && Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.PrivateUse
                    )
            );

    private static RowReading.Rejected Rejected(string reason) => new(reason);

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9.:_-]{0,47}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Role();
}
