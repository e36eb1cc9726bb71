using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SecureAccess.Keys;

namespace SecureAccess.Codes;

/// <summary>What a code looks like (D1): how it is made, shown and read back.</summary>
public abstract class CodeForm
{
    /// <summary>Six decimal digits; entry is forgiving of spaces and dashes.</summary>
    public static readonly CodeForm SixDigits = new SixDigitsForm();

    /// <summary>Ten characters of Crockford base32, shown 5-5; entry is forgiving of case, spaces, dashes, O for 0, I and L for 1.</summary>
    public static readonly CodeForm Mailed = new MailedForm();

    /// <summary>How many characters a person types, separators aside.</summary>
    public abstract int Length { get; }

    /// <summary>Whether it consists of digits only.</summary>
    public abstract bool IsNumeric { get; }

    /// <summary>Makes a code from the cryptographic generator, without modulo bias.</summary>
    public abstract SecretText Generate();

    /// <summary>The code as it is printed in a message.</summary>
    public abstract string Show(SecretText code);

    /// <summary>Reads what was typed. False when it cannot be a code of this form: wrong length or alphabet (D2: not counted).</summary>
    public abstract bool TryRead(string? entry, [NotNullWhen(true)] out SecretText? code);

    private static string WithoutSeparators(string? entry) =>
        entry is null || entry.Length > 64
            ? ""
            : string.Concat(
                entry.Where(character => character is not (' ' or '-' or '\u00a0' or '\t'))
            );

    private sealed class SixDigitsForm : CodeForm
    {
        public override int Length => 6;

        public override bool IsNumeric => true;

        public override SecretText Generate() =>
            new(RandomNumberGenerator.GetString("0123456789", Length));

        public override string Show(SecretText code) => code.Reveal();

        public override bool TryRead(string? entry, [NotNullWhen(true)] out SecretText? code)
        {
            var digits = WithoutSeparators(entry);
            code =
                digits.Length == Length && digits.All(char.IsAsciiDigit)
                    ? new SecretText(digits)
                    : null;
            return code is not null;
        }
    }

    private sealed class MailedForm : CodeForm
    {
        private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

        public override int Length => 10;

        public override bool IsNumeric => false;

        public override SecretText Generate() =>
            new(RandomNumberGenerator.GetString(Alphabet, Length));

        public override string Show(SecretText code) => code.Reveal().Insert(Length / 2, "-");

        public override bool TryRead(string? entry, [NotNullWhen(true)] out SecretText? code)
        {
            var characters = WithoutSeparators(entry)
                .ToUpperInvariant()
                .Replace('O', '0')
                .Replace('I', '1')
                .Replace('L', '1');
            code =
                characters.Length == Length && characters.All(Alphabet.Contains)
                    ? new SecretText(characters)
                    : null;
            return code is not null;
        }
    }
}
