using SecureAccess.EndToEnd.Processes;

namespace SecureAccess.EndToEnd.Walks;

/// <summary>Signs in with plain forms, whatever order the pages come in, and agrees to what is left.</summary>
internal sealed class FormSignIn(RunningDemo demo, FormWalker walker)
{
    private const int MostSteps = 10;

    public async Task Do(DemoPerson person, string method)
    {
        for (var step = 0; step < MostSteps && !walker.Stopped; step++)
        {
            await Step(person, method);
        }
    }

    /// <summary>One page.</summary>
    public async Task Step(DemoPerson person, string method)
    {
        if (walker.Has("password"))
        {
            await walker.Submit(
                ("username", person.Ready.Username),
                ("password", person.Ready.Password)
            );
        }
        else if (walker.Has("method"))
        {
            await walker.Submit(("method", method));
        }
        else if (walker.Has("code"))
        {
            var channel = walker.MainForm!.GetAttribute("data-channel") ?? method;
            await walker.Submit(
                ("code", (await demo.Inbox.Next(person.Ready.TextTo, channel)).Code!)
            );
        }
        else
        {
            await walker.Submit();
        }
    }
}
