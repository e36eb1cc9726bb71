using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SampleRelyingParty.StepUp;

namespace SampleRelyingParty.IpPin;

/// <summary>What came of a call to the API.</summary>
public abstract record IpPinResult
{
    private IpPinResult() { }

    /// <summary>The API gave the number.</summary>
    public sealed record Given(string IpPin) : IpPinResult;

    /// <summary>The API wants another token first.</summary>
    public sealed record Challenged(StepUpChallenge Challenge) : IpPinResult;

    /// <summary>The API could not be reached or broke.</summary>
    public sealed record Failed(string Reason) : IpPinResult;
}

/// <summary>The tool's client of its API.</summary>
public sealed class IpPinClient(HttpClient http, IOptions<IpPinSettings> settings, IServer server)
{
    /// <summary>Asks for the number with an access token; without one the API says what is missing.</summary>
    public async Task<IpPinResult> Ask(string? accessToken, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        if (accessToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        try
        {
            using var response = await http.SendAsync(request, ct);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new IpPinResult.Given(
                    (await response.Content.ReadFromJsonAsync<IpPinAnswer>(ct))?.IpPin ?? ""
                ),
                HttpStatusCode.Unauthorized => new IpPinResult.Challenged(
                    StepUpChallenge.Read(response.Headers)
                ),
                var status => new IpPinResult.Failed($"The API answered {(int)status}."),
            };
        }
        catch (HttpRequestException)
        {
            return new IpPinResult.Failed("The API could not be reached.");
        }
    }

    // Never from the request's Host header: the token would go where the header says.
    private Uri Address()
    {
        if (settings.Value.Address is { } configured)
        {
            return configured;
        }

        var own = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var binding = BindingAddress.Parse(own);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port, IpPinApi.Path).Uri;
    }
}
