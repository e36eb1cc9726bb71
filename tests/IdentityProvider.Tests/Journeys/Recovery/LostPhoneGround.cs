using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SecureAccess.Accounts;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Tests.Testing;

namespace SecureAccess.Tests.Journeys.Recovery;

/// <summary>What an account has besides, before its phone is lost.</summary>
internal static class LostPhoneGround
{
    /// <summary>Adds a second confirmed address, and an app.</summary>
    public static Task AddAddressAndApp(SecureAccessHost host, Guid account, string address) =>
        host.Do(services =>
            services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    async token =>
                    {
                        await services
                            .GetRequiredService<NewAccount>()
                            .AddEmail(account, address, token);
                        await services
                            .GetRequiredService<App>()
                            .Bind(account, "GEZDGNBVGY3TQOJQ", token);
                    },
                    CancellationToken.None
                )
        );

    /// <summary>How many phones and apps an account has.</summary>
    public static Task<int> FactorsOf(SecureAccessHost host, Guid account) =>
        host.Do(async services =>
        {
            var database = services.GetRequiredService<SecureAccessDbContext>();
            return await database
                    .Set<ActivatedPhone>()
                    .CountAsync(phone => phone.AccountId == account)
                + await database
                    .Set<AuthenticatorApp>()
                    .CountAsync(app => app.AccountId == account);
        });
}
