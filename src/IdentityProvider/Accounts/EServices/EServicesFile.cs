using System.Text;
using CsvHelper;

namespace SecureAccess.Accounts.EServices;

/// <summary>Why a file cannot be imported, in one line for administrators.</summary>
public sealed class EServicesFileException(string message) : Exception(message);

/// <summary>
/// Reads a file of e-Services accounts (RFC 4180, UTF-8, with the header of <see cref="EServicesRowRules.Columns"/>) row by row: however
/// long it is, one row of it is in memory.
/// </summary>
internal static class EServicesFile
{
    /// <summary>Bytes of the longest line that is waited for; one that has a form is a quarter of it at most.</summary>
    private const int LongestLine = 16 * 1024;

    // A UTF-8 mark at the beginning is passed over; what is not UTF-8 is an error instead of a question mark.
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: true,
        throwOnInvalidBytes: true
    );

    /// <summary>The rows after the header, each with its line; null values for one that cannot be read.</summary>
    /// <exception cref="EServicesFileException">The header or the encoding is wrong, or a line is too long.</exception>
    public static IEnumerable<(long Line, IReadOnlyList<string>? Values)> Rows(Stream file)
    {
        using var text = new StreamReader(
            file,
            Strict,
            detectEncodingFromByteOrderMarks: false,
            leaveOpen: true
        );
        var malformed = new HashSet<long>();
        using var csv = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                // No value has a line break: one quote that is not closed costs its line and no other.
                AllowLineBreaksInQuotes = false,
                MaxRecordSize = LongestLine,
                BufferSize = LongestLine,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = record => malformed.Add(record.LineNumber),
            }
        );
        if (!Next(csv) || !EServicesRowRules.Columns.SequenceEqual(ValuesOf(csv)))
        {
            throw new EServicesFileException(
                $"The first line is not '{string.Join(',', EServicesRowRules.Columns)}'."
            );
        }

        while (Next(csv))
        {
            yield return (csv.LineNumber, malformed.Remove(csv.LineNumber) ? null : ValuesOf(csv));
        }
    }

    private static string[] ValuesOf(CsvReader csv) =>
        [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (DecoderFallbackException)
        {
            throw new EServicesFileException(
                $"The file is not UTF-8, after line {csv.LineNumber}."
            );
        }
        catch (CsvFormatException)
        {
            throw new EServicesFileException(
                $"A line after line {csv.LineNumber} is longer than {LongestLine} bytes."
            );
        }
    }
}
