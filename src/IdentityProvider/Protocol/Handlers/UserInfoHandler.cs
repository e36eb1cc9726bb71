using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Protocol.Resources;
using SecureAccess.Protocol.Tokens;
using SecureAccess.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>
/// What userinfo tells, by scope and by single claims (OpenID Connect Core 5.4, 5.5). Names, date of birth and address are those that were proofed; a person
/// who is not proofed has none of them, and none is made up.
/// </summary>
internal sealed class AnswerUserInfo(
    AccountProfile profiles,
    ClientManager clients,
    ResourceSubjects subjects
) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        // A plain JSON answer needs neither.
        context.Issuer = null;
        context.Audiences.Clear();
        var account = TokenAccount.Of(context.Transaction)!;
        if (TokenPrincipals.RolesOf(account.Roles) is { Length: > 0 } roles)
        {
            context.Claims[TokenPrincipals.Roles] = new OpenIddictParameter([.. roles]);
        }

        var token = context.AccessTokenPrincipal;
        if (!token.HasAudience(token.GetClaim(Claims.ClientId)!))
        {
            // A token that is for an API too names the person as the API does; here the client asks.
            var client = (
                await clients.FindByClientIdAsync(
                    token.GetClaim(Claims.ClientId)!,
                    context.CancellationToken
                )
            )!;
            context.Subject = await subjects.Of(account.Id, client, context.CancellationToken);
        }

        var asked = Asked(token);
        if (asked.Contains(ScopeClaims.TaxpayerNumber) && !await MayStillAsk(token, context))
        {
            asked.Remove(ScopeClaims.TaxpayerNumber);
        }

        if (asked.Count == 0)
        {
            return;
        }

        if (await profiles.Read(account.Id, context.CancellationToken) is not { } profile)
        {
            context.Reject(
                Errors.InvalidToken,
                "The access token is no longer valid.",
                ErrorCauses.TokenEnded
            );
            return;
        }

        foreach (var (claim, value) in Known(profile))
        {
            // What is not known is left out (5.3.2).
            if (asked.Contains(claim) && !OpenIddictParameter.IsNullOrEmpty(value))
            {
                context.Claims[claim] = value;
            }
        }

        if (
            asked.Contains(ScopeClaims.TaxpayerNumber)
            && await profiles.TaxpayerNumber(account.Id, context.CancellationToken) is { } number
        )
        {
            context.Claims[ScopeClaims.TaxpayerNumber] = number;
        }
    }

    // The permission for the number, taken back, ends at once and not with the token.
    private async Task<bool> MayStillAsk(
        ClaimsPrincipal token,
        HandleUserInfoRequestContext context
    ) =>
        (
            await ClientAsRegistered.Read(
                clients,
                token.GetClaim(Claims.ClientId)!,
                context.CancellationToken
            )
        ).Scopes.Contains(ScopeClaims.TaxpayerNumber);

    // Those of the scopes, and those that were asked for one by one (OpenID Connect Core 5.5).
    private static HashSet<string> Asked(ClaimsPrincipal token)
    {
        var scopes = token.GetScopes();
        var single = token.GetClaim(TokenPrincipals.UserInfoClaims)?.Split(' ') ?? [];
        var asked = ScopeClaims
            .All.Where(claim => ScopeClaims.Cover(scopes, claim) || single.Contains(claim))
            .ToHashSet(StringComparer.Ordinal);
        // The number of a proofed person, of whom the sign-in said so (D18).
        if (
            token.GetClaim(Claims.AuthenticationContextReference) is not { } acr
            || !Acr.WantsIdentity(acr)
        )
        {
            asked.Remove(ScopeClaims.TaxpayerNumber);
        }

        return asked;
    }

    private static IEnumerable<(string Claim, OpenIddictParameter Value)> Known(Profile profile)
    {
        var person = profile.Person;
        return
        [
            (Claims.PreferredUsername, profile.Username),
            (Claims.Name, person is null ? null : $"{person.GivenName} {person.FamilyName}"),
            (Claims.GivenName, person?.GivenName),
            (Claims.FamilyName, person?.FamilyName),
            (
                Claims.Birthdate,
                person?.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            (Claims.Email, profile.Email),
            (Claims.EmailVerified, profile.Email is null ? (bool?)null : true),
            (Claims.PhoneNumber, profile.Phone),
            (Claims.PhoneNumberVerified, profile.Phone is null ? (bool?)null : true),
            (Claims.Address, person is null ? null : Of(person.Address)),
        ];
    }

    private static JsonObject Of(PostalAddress address) =>
        new()
        {
            ["formatted"] =
                $"{address.Street}\n{address.City}, {address.State} {address.PostalCode}\n{address.Country}",
            ["street_address"] = address.Street,
            ["locality"] = address.City,
            ["region"] = address.State,
            ["postal_code"] = address.PostalCode,
            ["country"] = address.Country,
        };
}
