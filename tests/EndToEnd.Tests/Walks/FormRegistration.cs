using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Registers with plain forms, by the names of fields alone, whatever order the pages come in.</summary>
internal sealed class FormRegistration(RunningDemo demo, FormWalker walker)
{
    private const int MostSteps = 25;

    /// <summary>Goes on from where the walker stands, to a tool or until a page is reached; answers the paths of the pages on the way.</summary>
    public async Task<IReadOnlyList<string>> Do(Registrant person, string? until = null)
    {
        var answered = new List<string>();
        while (
            answered.Count < MostSteps
            && walker.IsAt(demo.Provider)
            && walker.Address.AbsolutePath != until
        )
        {
            answered.Add(walker.Address.AbsolutePath);
            await walker.GoOn([.. await Answers(person)]);
        }

        return answered;
    }

    private async Task<List<(string Name, string Value)>> Answers(Registrant person)
    {
        var answers = person.Answers(walker.Fields).ToList();
        if (walker.Fields.Contains("code"))
        {
            var channel = walker.MainForm!.GetAttribute("data-channel");
            var sent = await demo.Inbox.Next(person.AddressFor(channel), channel ?? "text");
            answers.Add(("code", sent.Code!));
        }

        return answers;
    }
}
