using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using SecureAccess.Conformance.Browsing;
using SecureAccess.Conformance.Targets;

namespace SecureAccess.Conformance.Running;

/// <summary>A module: it throws a <see cref="ConformanceFailure"/>, or says how it ended.</summary>
public delegate Task<Verdict> Module(ModuleRun run);

/// <summary>One run of a module against a provider, and what it warned of so far.</summary>
public sealed class ModuleRun(ConformanceTarget target, ResponseMode mode = ResponseMode.Query)
{
    private readonly List<string> warnings = [];
    private JsonObject? metadata;

    /// <summary>The provider.</summary>
    public ConformanceTarget Target { get; } = target;

    /// <summary>How answers are asked for.</summary>
    public ResponseMode Mode { get; } = mode;

    /// <summary>The browser that keeps its session from module to module.</summary>
    public PlainBrowser Browser => Target.SharedBrowser;

    /// <summary>The verdict of a module that came to its end.</summary>
    public Verdict End =>
        warnings.Count == 0 ? Verdict.Passed : new Verdict.Warned(string.Join(' ', warnings));

    /// <summary>Warns of what should be otherwise and need not.</summary>
    public void WarnUnless(bool condition, string message)
    {
        if (!condition)
        {
            warnings.Add(message);
        }
    }

    /// <summary>The metadata, requested once a run.</summary>
    public async Task<JsonObject> Metadata() => metadata ??= await Target.Discover();

    /// <summary>An endpoint by its name in the metadata.</summary>
    public async Task<Uri> Endpoint(string name) =>
        Uri.TryCreate((string?)(await Metadata())[name], UriKind.Absolute, out var address)
            ? address
            : throw new ConformanceFailure($"{name} is missing or no absolute URL.");

    /// <summary>A list of the metadata, empty when it is missing.</summary>
    public async Task<IReadOnlyList<string>> Supported(string name) =>
        (await Metadata())[name] is JsonArray values
            ? [.. values.Select(value => (string)value!)]
            : [];

    /// <summary>A request of the code flow with fresh state and nonce, by the first client unless another is named.</summary>
    public AuthorizationRequest Request(ConformanceClient? client = null, string scope = "openid")
    {
        client ??= Target.Clients.First;
        var request = new AuthorizationRequest(
            client,
            [
                KeyValuePair.Create("client_id", client.Id),
                KeyValuePair.Create("redirect_uri", Target.RelyingParty.Callback.AbsoluteUri),
                KeyValuePair.Create("scope", scope),
                KeyValuePair.Create("state", Random()),
                KeyValuePair.Create("nonce", Random()),
                KeyValuePair.Create("response_type", "code"),
            ]
        );
        return Mode == ResponseMode.FormPost ? request.With("response_mode", "form_post") : request;
    }

    /// <summary>An unguessable value.</summary>
    /// <param name="bytes">Its bytes before base64url.</param>
    public static string Random(int bytes = 16) =>
        Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Sends a request with a browser, and goes through the pages that come.</summary>
    public async Task<Walk> Send(AuthorizationRequest request, PlainBrowser? browser = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.At(await Endpoint("authorization_endpoint"));
        return await Walk.Through(Target, browser ?? Browser, through => through.Get(address));
    }

    /// <summary>Sends a request that must end with tokens.</summary>
    public async Task<Login> Login(AuthorizationRequest request, PlainBrowser? browser = null) =>
        await Login(request, await Send(request, browser));

    /// <summary>Redeems what a walk brought.</summary>
    public async Task<Login> Login(
        AuthorizationRequest request,
        Walk walk,
        params (string Name, string Value)[] more
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var code = (await AuthorizationAnswer.Of(this, request, walk)).Code;
        var tokens = (await TokenEndpoint.Redeem(this, request, code, more)).Granted();
        return new Login(request, walk, code, tokens, await IdToken.Check(this, request, tokens));
    }

    /// <summary>Sends a request that must come back with an error.</summary>
    /// <param name="request">The request.</param>
    /// <param name="browser">The shared one unless another is named.</param>
    /// <returns>The error.</returns>
    public async Task<string> Refused(AuthorizationRequest request, PlainBrowser? browser = null) =>
        (await AuthorizationAnswer.Of(this, request, await Send(request, browser))).Error;
}
