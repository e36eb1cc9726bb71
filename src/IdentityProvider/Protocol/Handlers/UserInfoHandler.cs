using System.Text.Json.Nodes;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SecureAccess.Accounts;
using SecureAccess.Clients;
using SecureAccess.Protocol.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecureAccess.Protocol.Handlers;

/// <summary>
/// What userinfo tells, by scope (OpenID Connect Core 5.4). Names, date of birth and address are those that were proofed; a person
/// who is not proofed has none of them, and none is made up.
/// </summary>
internal sealed class AnswerUserInfo(AccountProfile profiles)
    : IOpenIddictServerHandler<HandleUserInfoRequestContext>
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
        if (
            token.GetScopes() is var scopes
            && !scopes.Any(scope =>
                scope is Scopes.Profile or Scopes.Email or Scopes.Phone or Scopes.Address
            )
        )
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

        if (token.HasScope(Scopes.Profile))
        {
            context.PreferredUsername = profile.Username;
            context.GivenName = profile.Person?.GivenName;
            context.FamilyName = profile.Person?.FamilyName;
            context.BirthDate = profile.Person?.BirthDate.ToString(
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture
            );
            if (profile.Person is { } person)
            {
                context.Claims[Claims.Name] = $"{person.GivenName} {person.FamilyName}";
            }
        }

        if (token.HasScope(Scopes.Email) && profile.Email is { } email)
        {
            context.Email = email;
            context.EmailVerified = true;
        }

        if (token.HasScope(Scopes.Phone) && profile.Phone is { } phone)
        {
            context.PhoneNumber = phone;
            context.PhoneNumberVerified = true;
        }

        if (token.HasScope(Scopes.Address))
        {
            context.Address = profile.Person is { Address: var address } ? Of(address) : null;
        }
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
