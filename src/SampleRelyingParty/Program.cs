using SampleRelyingParty.BackChannelLogout;
using SampleRelyingParty.Clock;
using SampleRelyingParty.Hosting;
using SampleRelyingParty.IpPin;
using SampleRelyingParty.SignIn;
using SampleRelyingParty.StepUp;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddMovableClock();
builder.Services.AddToolSignIn(builder.Configuration, builder.Environment);
builder.Services.AddBackChannelLogout();
builder.Services.AddIpPin(builder.Configuration);
builder.Services.AddToolPages();

var app = builder.Build();

app.UseToolHeaders();
app.UseExceptionHandler("/error");
app.UseAuthentication();
app.UseAuthorization();
app.UseStepUp();

app.MapStaticAssets();
app.MapRazorPages();
app.MapBackChannelLogout();
app.MapIpPinApi();
if (app.Environment.IsDevelopment())
{
    app.MapClock();
}

app.Run();
