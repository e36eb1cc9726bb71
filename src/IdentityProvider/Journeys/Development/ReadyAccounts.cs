using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Persistence;
using SecureAccess.Proofing.Sources;

namespace SecureAccess.Journeys.Development;

/// <summary>Makes the ready accounts of the demo people as the server starts, in Development only. Those that exist stay as they are.</summary>
public sealed class ReadyAccounts(IServiceScopeFactory scopes, DemoPeople people)
    : IHostedLifecycleService
{
    /// <inheritdoc />
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var person in people.All.Where(person => person.Account is not null))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<AuditActor>().IsJob("ready-accounts");
            await Make(scope.ServiceProvider, person, person.Account!, cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task Make(
        IServiceProvider services,
        DemoPerson person,
        DemoAccount ready,
        CancellationToken cancellationToken
    )
    {
        var lookup = services.GetRequiredService<AccountLookup>();
        if (
            await lookup.ByName(ready.Username, cancellationToken) is not null
            || await lookup.ByName(ready.Email, cancellationToken) is not null
        )
        {
            return;
        }

        var hash = services
            .GetRequiredService<IPasswordHasher<Account>>()
            .HashPassword(null!, ready.Password);
        try
        {
            await services
                .GetRequiredService<StateChange>()
                .InOneTransaction(
                    token => Save(services, person, ready, hash, token),
                    cancellationToken
                );
        }
        catch (DbUpdateException exception) when (UniqueViolation.Is(exception))
        {
            throw new PeopleFileException(
                $"Proofing:Embedded:File: person {person.Id}: the phone or taxpayer number belongs to an account that exists already."
            );
        }
    }

    private static async Task Save(
        IServiceProvider services,
        DemoPerson person,
        DemoAccount ready,
        string passwordHash,
        CancellationToken cancellationToken
    )
    {
        var accounts = services.GetRequiredService<NewAccount>();
        var account = await accounts.Create(ready.Username, passwordHash, cancellationToken);
        await accounts.AddEmail(account.Id, ready.Email, cancellationToken);
        if (ready.TextTo is { } number)
        {
            var landline = person.Phones.Any(phone =>
                phone.Number == number && phone.LineType == "landline"
            );
            await accounts.AddPhone(
                account.Id,
                number,
                receivesTexts: !landline,
                cancellationToken
            );
        }

        if (ready.AppSecret is { } secret)
        {
            await services.GetRequiredService<App>().Bind(account.Id, secret, cancellationToken);
        }

        if (ready.Verified)
        {
            var address = person.Address;
            await accounts.SetVerified(
                account,
                new Person(
                    person.GivenName,
                    person.FamilyName,
                    person.BirthDate,
                    new PostalAddress(
                        address.Street,
                        address.City,
                        address.State,
                        address.PostalCode,
                        address.Country
                    )
                ),
                person.TaxpayerDigits,
                cancellationToken
            );
        }
    }
}
