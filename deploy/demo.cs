#:property PublishAot=false
#:property AllowUnsafeBlocks=true
#:property NoWarn=$(NoWarn);CA1303

// Builds and starts Secure Access and the sample tools on this machine, in Development, with demo people and clients.
//   dotnet run deploy/demo.cs [-- --port 5080] [--data DIR] [--fresh] [--people FILE] [--clients FILE] [--e-services FILE]
// It starts the built programs themselves rather than "dotnet run", so that it knows their process ids and can stop them cleanly.

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

var here =
    AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Directory.GetCurrentDirectory();
var root = Path.GetFullPath(Path.Combine(here, ".."));

// A proxy of the shell's is not for addresses on this machine.
Environment.SetEnvironmentVariable(
    "no_proxy",
    $"localhost,127.0.0.1,::1,{Environment.GetEnvironmentVariable("no_proxy") ?? Environment.GetEnvironmentVariable("NO_PROXY")}"
);

try
{
    var options = Options.Parse(args, root);
    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(
        PosixSignal.SIGINT,
        context => Stop(context, stop)
    );
    using var terminate = PosixSignalRegistration.Create(
        PosixSignal.SIGTERM,
        context => Stop(context, stop)
    );
    using var hangUp = PosixSignalRegistration.Create(
        PosixSignal.SIGHUP,
        context => Stop(context, stop)
    );
    return await Demo.Run(options, root, stop.Token);
}
catch (DemoException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static void Stop(PosixSignalContext context, CancellationTokenSource stop)
{
    context.Cancel = true;
    stop.Cancel();
}

/// <summary>A problem that one line explains.</summary>
internal sealed class DemoException(string message) : Exception(message);

/// <summary>The arguments after <c>--</c>.</summary>
internal sealed record Options(
    int Port,
    string Data,
    bool Fresh,
    string People,
    string Clients,
    string EServices
)
{
    public const int UsualPort = 5080;
    private const string Usage =
        "Usage: dotnet run deploy/demo.cs -- [--port 5080] [--data DIR] [--fresh] [--people FILE] [--clients FILE] [--e-services FILE]";

    public string Provider => $"http://localhost:{Port}";

    public string Tools => $"http://localhost:{Port + 1}";

    public static Options Parse(string[] args, string root)
    {
        var demo = Path.Combine(root, "deploy", "demo");
        var options = new Options(
            UsualPort,
            Path.Combine(root, ".data"),
            false,
            Path.Combine(demo, "people.json"),
            Path.Combine(demo, "clients.json"),
            Path.Combine(demo, "e-services.csv")
        );
        for (var i = 0; i < args.Length; i++)
        {
            string Value() =>
                ++i < args.Length
                    ? args[i]
                    : throw new DemoException($"{args[i - 1]} needs a value. {Usage}");
            options = args[i] switch
            {
                "--port" => options with { Port = PortOf(Value()) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--fresh" => options with { Fresh = true },
                "--people" => options with { People = FileOf(Value()) },
                "--clients" => options with { Clients = FileOf(Value()) },
                "--e-services" => options with { EServices = FileOf(Value()) },
                "--help" or "-h" => throw new DemoException(Usage),
                var unknown => throw new DemoException($"Unknown argument '{unknown}'. {Usage}"),
            };
        }

        return options;
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and < 65535
            ? port
            : throw new DemoException(
                $"--port takes a number from 1 to 65534 (the tools use the next one), not '{text}'."
            );

    private static string FileOf(string path) =>
        File.Exists(path)
            ? Path.GetFullPath(path)
            : throw new DemoException($"There is no file '{path}'.");
}

/// <summary>The demo from start to stop.</summary>
internal static class Demo
{
    public static async Task<int> Run(Options options, string root, CancellationToken stop)
    {
        RequireFree(options.Port);
        RequireFree(options.Port + 1);
        PrepareData(options);

        Console.WriteLine(
            "Building. The first time this takes a minute or two: packages and the design system are fetched."
        );
        foreach (var project in new[] { "IdentityProvider", "SampleRelyingParty" })
        {
            if (!await Build(Path.Combine(root, "src", project), stop))
            {
                return stop.IsCancellationRequested ? 0 : 1;
            }
        }

        var clients = ClientsFor(options);
        using var provider = Child.Start(
            root,
            "IdentityProvider",
            options.Data,
            ProviderSettings(options, clients)
        );
        using var tools = Child.Start(
            root,
            "SampleRelyingParty",
            options.Data,
            ToolSettings(options, clients)
        );
        try
        {
            await Healthy(provider, $"{options.Provider}/health/ready", options, clients, stop);
            await Import(options, root, clients, stop);
            await Healthy(tools, $"{options.Tools}/", options, clients, stop);
            Welcome.Print(options, root);
            var ended = await Task.WhenAny(provider.Ended(stop), tools.Ended(stop));
            await ended;
            throw new DemoException("A program ended by itself. " + Logs(options));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopping.");
            return 0;
        }
        finally
        {
            await Task.WhenAll(provider.Stop(), tools.Stop());
        }
    }

    private static string Logs(Options options) =>
        $"The logs are {Path.Combine(options.Data, "IdentityProvider.log")} and {Path.Combine(options.Data, "SampleRelyingParty.log")}.";

    private static void RequireFree(int port)
    {
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            try
            {
                using var probe = new TcpListener(address, port);
                probe.Start();
            }
            catch (SocketException problem)
                when (problem.SocketErrorCode
                        is SocketError.AddressAlreadyInUse
                            or SocketError.AccessDenied
                )
            {
                throw new DemoException(
                    $"Port {port} is in use. Stop what uses it, or choose another: dotnet run deploy/demo.cs -- --port 5090"
                );
            }
            catch (SocketException)
            {
                // A machine without this address family.
            }
        }
    }

    private static void PrepareData(Options options)
    {
        try
        {
            Directory.CreateDirectory(options.Data);
            if (options.Fresh)
            {
                // Only what the demo itself made: --data may name a folder with other things in it.
                foreach (
                    var name in new[]
                    {
                        "secureaccess.db",
                        "secureaccess.db-wal",
                        "secureaccess.db-shm",
                        "root.key",
                        "clients.json",
                    }
                )
                {
                    File.Delete(Path.Combine(options.Data, name));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DemoException(
                $"The data folder '{options.Data}' cannot be used: {problem.Message}"
            );
        }
    }

    private static async Task<bool> Build(string project, CancellationToken stop)
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["build", project, "-nodeReuse:false", "--nologo", "-v", "q"]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = build.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = build.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await build.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            build.Kill(entireProcessTree: true);
            return false;
        }

        if (build.ExitCode != 0)
        {
            Console.Error.WriteLine(await output + await errors);
            Console.Error.WriteLine(
                $"Building {Path.GetFileName(project)} failed; the reason stands above."
            );
        }

        return build.ExitCode == 0;
    }

    // On another port the tools have another address, and so have their redirect URIs.
    private static string ClientsFor(Options options)
    {
        if (options.Port == Options.UsualPort)
        {
            return options.Clients;
        }

        var copy = Path.Combine(options.Data, "clients.json");
        var text = File.ReadAllText(options.Clients)
            .Replace(
                $"http://localhost:{Options.UsualPort + 1}",
                options.Tools,
                StringComparison.Ordinal
            );
        File.WriteAllText(copy, text);
        return copy;
    }

    // Rows that are rejected are said, and the demo goes on with the others.
    private static async Task Import(
        Options options,
        string root,
        string clients,
        CancellationToken stop
    )
    {
        using var import = Child.Start(
            root,
            "IdentityProvider",
            options.Data,
            ProviderSettings(options, clients),
            "accounts",
            "import",
            options.EServices
        );
        await import.Ended(stop);
        var said = import.Said();
        if (said.Errors.Count > 0)
        {
            throw new DemoException(string.Join('\n', said.Errors));
        }

        foreach (
            var line in said.Lines.Where(line => line.StartsWith("line ", StringComparison.Ordinal))
        )
        {
            Console.WriteLine($"{options.EServices}: {line}");
        }
    }

    private static Dictionary<string, string> ProviderSettings(Options options, string clients) =>
        new()
        {
            ["ASPNETCORE_URLS"] = options.Provider,
            ["Issuer"] = options.Provider + "/",
            ["Database__Provider"] = "Sqlite",
            ["ConnectionStrings__SecureAccess"] =
                $"Data Source={Path.Combine(options.Data, "secureaccess.db")}",
            ["Keys__RootKeyFile"] = Path.Combine(options.Data, "root.key"),
            ["Clients__File"] = clients,
            ["Proofing__Embedded__File"] = options.People,
        };

    private static Dictionary<string, string> ToolSettings(Options options, string clients) =>
        new()
        {
            ["ASPNETCORE_URLS"] = options.Tools,
            ["Provider__Issuer"] = options.Provider + "/",
            ["Clients__File"] = clients,
        };

    private static async Task Healthy(
        Child child,
        string address,
        Options options,
        string clients,
        CancellationToken stop
    )
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            if (child.HasEnded)
            {
                await child.Stop();
                // The copy of the clients is ours; the person knows the original.
                throw new DemoException(
                    child.Problem().Replace(clients, options.Clients, StringComparison.Ordinal)
                );
            }

            try
            {
                using var answer = await http.GetAsync(new Uri(address), stop);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(250, stop);
        }

        throw new DemoException($"{address} did not answer within two minutes. {Logs(options)}");
    }
}

/// <summary>One of the two programs.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly string name;
    private readonly StreamWriter log;
    private readonly List<string> errors = [];
    private readonly List<string> lines = [];

    private Child(Process process, string name, StreamWriter log)
    {
        this.process = process;
        this.name = name;
        this.log = log;
    }

    public bool HasEnded => process.HasExited;

    public static Child Start(
        string root,
        string name,
        string data,
        Dictionary<string, string> settings,
        params string[] verb
    )
    {
        var folder = Path.Combine(root, "src", name);
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(folder, "bin", "Debug", "net10.0", $"{name}.dll"), .. verb]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Both: the second would win over the first if the shell has it.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        foreach (var (setting, value) in settings)
        {
            start.Environment[setting] = value;
        }

        var process = new Process { StartInfo = start };
        var child = new Child(
            process,
            name,
            new StreamWriter(
                Path.Combine(
                    data,
                    $"{(verb.Length == 0 ? name : string.Join('-', verb[..^1]))}.log"
                ),
                append: false
            )
            {
                AutoFlush = true,
            }
        );
        process.OutputDataReceived += (_, line) => child.Keep(line.Data, child.lines);
        process.ErrorDataReceived += (_, line) => child.Keep(line.Data, child.errors);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Why it ended: the line that it wrote to standard error (not what is indented below it), or the end of its log.</summary>
    public string Problem()
    {
        lock (log)
        {
            var said =
                errors.Find(line => line.Length > 0 && !char.IsWhiteSpace(line[0]))
                ?? lines.FindLast(line => line.Length > 0);
            return $"{name} did not start: {said ?? $"it ended with code {process.ExitCode} and said nothing."}";
        }
    }

    /// <summary>What it wrote.</summary>
    public (List<string> Lines, List<string> Errors) Said()
    {
        lock (log)
        {
            return ([.. lines], [.. errors.Where(line => line.Length > 0)]);
        }
    }

    public async Task Ended(CancellationToken stop) => await process.WaitForExitAsync(stop);

    /// <summary>Asks it to end, and makes it after ten seconds.</summary>
    public async Task Stop()
    {
        if (
            !process.HasExited
            && (
                OperatingSystem.IsWindows()
                || NativeMethods.Kill(process.Id, NativeMethods.Terminate) != 0
            )
        )
        {
            process.Kill(entireProcessTree: true);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose()
    {
        process.Dispose();
        lock (log)
        {
            log.Dispose();
        }
    }

    private void Keep(string? line, List<string> kept)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            if (log.BaseStream is { CanWrite: true })
            {
                log.WriteLine(line);
            }

            if (kept.Count < 200)
            {
                kept.Add(line);
            }
        }
    }
}

/// <summary>Asks a process to end, where there are signals.</summary>
internal static partial class NativeMethods
{
    public const int Terminate = 15;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);
}

/// <summary>What a developer needs to know once everything runs.</summary>
internal static class Welcome
{
    public static void Print(Options options, string root)
    {
        Console.WriteLine(
            $"""

            Secure Access is ready.

              Provider       {options.Provider}/
              Sample tools   {options.Tools}/   (TIN Matching, Get Transcript, IP PIN, a third-party tool)
              Messages       {options.Provider}/dev/inbox   (every text, call and email; as JSON: /dev/inbox.json)
              Clock          {options.Provider}/dev/clock and {options.Tools}/dev/clock   (POST {"{"}"advanceSeconds": 301{"}"} to both)
              Data and logs  {options.Data}

            Sign in: open a tool, give a username and password from below, choose text message or voice call, and take the code
            from the messages above. App codes come from any authenticator app that is given the secret.

            """
        );
        foreach (var person in People(options.People))
        {
            Console.WriteLine("  " + person);
        }

        var file = Path.GetRelativePath(root, options.People);
        Console.WriteLine(
            $"""

            Register: {options.Provider}/register, with any email address; both codes are in the messages above. What the sources know
            of a person stands in {file}, and on the pages that ask for it. These can finish:

              {Registrants(options.People)}

            Merge: the e-Services accounts of {Path.GetRelativePath(
                root,
                options.EServices
            )} are imported. Whoever signs in, or ends a
            registration, with the taxpayer number of one of them is asked whether it is theirs: ruth.bergman and omar-haddad, if the
            files are those of the demo.

            Ctrl-C stops everything.
            """
        );
    }

    // Who finishes in one session: the others are the cases that are refused, or need a letter.
    private static string Registrants(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var people = document.RootElement.EnumerateArray().ToList();
        var activated = people
            .Where(HasAccount)
            .Select(person => Text(person.GetProperty("account"), "textTo"))
            .ToHashSet();
        return string.Join(
            ", ",
            people
                .Where(person =>
                    !HasAccount(person)
                    && !Is(person, "frozen")
                    && Items(person, "accounts").Any(IsAccepted)
                    && Items(person, "phones")
                        .Any(phone => IsTexted(phone) && !activated.Contains(Text(phone, "number")))
                )
                .Select(person => Text(person, "id"))
        );
    }

    private static bool HasAccount(JsonElement person) =>
        person.TryGetProperty("account", out var account)
        && account.ValueKind == JsonValueKind.Object;

    private static bool IsAccepted(JsonElement account) =>
        Text(account, "brand") != "american-express"
        && !Is(account, "debit")
        && !Is(account, "corporate");

    // Seven days after a change of the SIM card.
    private static bool IsTexted(JsonElement phone) =>
        Text(phone, "lineType") == "mobile"
        && Is(phone, "inName")
        && !Is(phone, "business")
        && !(
            phone.TryGetProperty("simChangedHoursAgo", out var hours)
            && hours.ValueKind == JsonValueKind.Number
            && hours.GetDouble() < 7 * 24
        );

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : default;

    private static bool Is(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static List<string> People(string file)
    {
        using var people = JsonDocument.Parse(File.ReadAllText(file));
        var lines = new List<string>();
        foreach (var person in people.RootElement.EnumerateArray())
        {
            if (!HasAccount(person))
            {
                continue;
            }

            var account = person.GetProperty("account");
            var verified =
                !account.TryGetProperty("verified", out var flag)
                || flag.ValueKind != JsonValueKind.False;
            var secret = Text(account, "appSecret");
            lines.Add(
                $"{Text(account, "username"), -16} password \"{Text(account, "password")}\"  text to {Text(account, "textTo") ?? "none"}"
                    + (secret is null ? "" : $"  app secret {secret}")
                    + (verified ? "" : "  (identity not verified)")
            );
        }

        return lines;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
