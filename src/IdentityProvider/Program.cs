using SecureAccess.Accounts;
using SecureAccess.Audit;
using SecureAccess.Authenticators;
using SecureAccess.Clients;
using SecureAccess.Codes;
using SecureAccess.Delivery;
using SecureAccess.Hosting;
using SecureAccess.Hosting.Logging;
using SecureAccess.Journeys;
using SecureAccess.Keys;
using SecureAccess.Limits;
using SecureAccess.Persistence;
using SecureAccess.Proofing;
using SecureAccess.Protocol;
using SecureAccess.Sessions;

return await Server.Run(args, AddRooms, UsePipeline);

static void AddRooms(WebApplicationBuilder builder)
{
    builder.Services.AddPersistence(builder.Configuration);
    builder.Services.AddKeys(builder.Configuration);
    builder.Services.AddAudit();
    builder.Services.AddLimits();
    builder.Services.AddDelivery();
    builder.Services.AddCodes();
    builder.Services.AddAccounts();
    builder.Services.AddProofing(builder.Configuration);
    builder.Services.AddAuthenticators();
    builder.Services.AddSessions();
    builder.Services.AddClients(
        builder.Environment,
        Acr.All,
        ProtocolSetup.IssuerOf(builder.Configuration)
    );
    builder.Services.AddProtocol(builder.Configuration, builder.Environment);
    builder.Services.AddJourneys(builder.Configuration, builder.Environment);
    builder.Services.AddRequestLimits().AddSecurityHeaders();
}

static void UsePipeline(WebApplication app)
{
    app.UseRequestLog();
    app.UseTrustedProxies();
    app.UseSecurityHeaders();
    app.UseRequestLocalization();
    app.UseErrorPages();
    app.UseRequestLimits();
    app.UseProtocol();
    app.MapHealth();
    app.MapProtocol();
    app.MapJourneys();
}
