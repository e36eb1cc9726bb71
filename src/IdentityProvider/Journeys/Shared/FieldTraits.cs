namespace SecureAccess.Journeys.Shared;

/// <summary>How the input of one kind of field behaves in a browser.</summary>
/// <param name="Type">The input's type. An email address is plain text: its errors are said by the server, not by the browser.</param>
/// <param name="InputMode">The keyboard of a phone; null for the usual one.</param>
/// <param name="Autocomplete">What a browser may fill in, where the page says nothing else; null: it decides by itself.</param>
/// <param name="Capitals">What a phone's keyboard writes in capitals.</param>
/// <param name="Mask">How the script formats what is typed; null: not at all. The server takes it unformatted too.</param>
/// <param name="Style">One more style; null for none.</param>
/// <param name="ComesBack">Whether what was typed is shown again after an error.</param>
internal sealed record FieldTraits(
    string Type,
    string? InputMode = null,
    string? Autocomplete = null,
    string Capitals = "none",
    string? Mask = null,
    string? Style = null,
    bool ComesBack = true
)
{
    /// <summary>The traits of a kind.</summary>
    public static FieldTraits Of(FieldKind kind) =>
        kind switch
        {
            FieldKind.Text => new("text"),
            FieldKind.Email => new("text", "email", "email"),
            FieldKind.Phone => new("tel", "tel", "tel", Mask: "phone", Style: "sa-digits"),
            FieldKind.Digits => new("text", "numeric", Style: "sa-digits"),
            FieldKind.TaxpayerNumber => new(
                "text",
                "numeric",
                "off",
                Mask: "taxpayer-number",
                Style: "sa-digits"
            ),
            FieldKind.Password => new("password", ComesBack: false),
            FieldKind.NewPassword => new("password", null, "new-password", ComesBack: false),
            FieldKind.Code => new(
                "text",
                "numeric",
                "one-time-code",
                Style: "sa-code",
                ComesBack: false
            ),
            FieldKind.DeviceCode => new(
                "text",
                null,
                "off",
                "characters",
                Style: "sa-code sa-code--mailed"
            ),
            FieldKind.MailedCode => new(
                "text",
                null,
                "off",
                "characters",
                Style: "sa-code sa-code--mailed",
                ComesBack: false
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
