using Microsoft.AspNetCore.Identity;
using SecureAccess.Accounts.EServices;
using SecureAccess.Persistence;

namespace SecureAccess.Accounts;

/// <summary>Accounts: the account, its permanent username, passwords, email addresses and activated phones.</summary>
public static class AccountsSetup
{
    /// <summary>Registers the account store (Identity's core on EF Core), password hashing and what makes and finds accounts.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services
            .AddOptions<PasswordOptions>()
            .BindConfiguration("Passwords")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // Before AddIdentityCore, which adds its own only where there is none.
        services.AddScoped<IUserValidator<Account>, UsernameValidator>();
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<IPasswordHasher<Account>>(provider =>
            provider.GetRequiredService<PasswordHasher>()
        );
        services.AddIdentityCore<Account>().AddEntityFrameworkStores<SecureAccessDbContext>();
        return services
            .AddSingleton<Passwords>()
            .AddSingleton<PasswordPolicy>()
            .AddScoped<AccountLookup>()
            .AddScoped<PasswordAttempts>()
            .AddScoped<AccountProfile>()
            .AddScoped<AccountAddresses>()
            .AddScoped<AccountHolders>()
            .AddScoped<AccountNotices>()
            .AddScoped<PasswordNotices>()
            .AddScoped<NewPasswords>()
            .AddScoped<CompromisedPasswords>()
            .AddScoped<Usernames>()
            .AddScoped<TakenUsernames>()
            .AddScoped<EServicesImport>()
            .AddScoped<EServicesBatch>()
            .AddScoped<EServicesAssignment>()
            .AddScoped<JoinOffers>()
            .AddScoped<AccountJoins>()
            .AddScoped<PersonalJoin>()
            .AddScoped<JoinNotices>()
            .AddScoped<NewAccount>();
    }
}
