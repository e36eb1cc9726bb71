using SecureAccess.Hosting;
using SecureAccess.Journeys;

var builder = WebApplication.CreateBuilder(args);
builder
    .Services.AddRequestLimits()
    .AddSecurityHeaders()
    .AddJourneys(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UseSecurityHeaders();
app.UseRequestLocalization();
app.UseErrorPages();
app.UseRequestLimits();
app.MapGet("/health/live", () => "ok");
app.MapJourneys();
await app.RunAsync();
