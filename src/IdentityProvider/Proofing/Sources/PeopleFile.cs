using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureAccess.Proofing.Sources;

/// <summary>The file of people is missing or malformed. The message is one line that names the file and the position or person.</summary>
public sealed class PeopleFileException(string message) : Exception(message);

/// <summary>Reads a file of demo people (<c>Proofing:Embedded:File</c>): all of it or nothing, unknown keys are errors.</summary>
public static class PeopleFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    };

    /// <summary>Reads and checks the people of a file.</summary>
    /// <exception cref="PeopleFileException">With one line for the operator.</exception>
    public static IReadOnlyList<DemoPerson> Read(string path)
    {
        IReadOnlyList<DemoPerson> people;
        try
        {
            people =
                JsonSerializer.Deserialize<List<DemoPerson>>(File.ReadAllText(path), Form)
                ?? throw new PeopleFileException($"{path}: a list of people is expected.");
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            throw new PeopleFileException(
                $"{path}, line {line}, {exception.Path ?? "$"}: {Reason(exception)}"
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PeopleFileException($"{path} cannot be read.");
        }

        return DemoPeopleRules.FirstProblem(people) is { } problem
            ? throw new PeopleFileException($"{path}, {problem}")
            : people;
    }

    // The library's message may quote the value, which is personal; its first words say enough.
    private static string Reason(JsonException exception) =>
        exception.Message switch
        {
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) =>
                "this key is unknown.",
            var text when text.Contains("missing required", StringComparison.Ordinal) =>
                "a required key is missing.",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) =>
                "the value has the wrong type.",
            var text when text.Contains("null", StringComparison.OrdinalIgnoreCase) =>
                "a value is missing.",
            _ => "this is not valid JSON.",
        };
}
