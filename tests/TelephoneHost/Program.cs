// A center in memory whose telephones are a fake, for the pages of calls in a browser, and to look at them:
//   dotnet run -c Release --project tests/TelephoneHost --urls http://localhost:5091
//   curl -X POST 'http://localhost:5091/line/call?from=%2B393331234567'
// Everybody is Anna, an agent; ?as=sara:supervisor on the first page makes it somebody else.
using System.Security.Claims;
using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Routing;
using ContactCenter.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using TelephoneHost;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
builder.Services.AddContactCenter(cc => cc
    .UseMemory()
    .AddTenant(Line.Tenant.Value, t => t
        .AddQueue("faults", q => q.Named("Faults"))
        .AddQueue("messages", q => q.Named("Messages").AddOverflow(OverflowOptions.ToVoicemail(OverflowTrigger.Length, "Leave a message after the beep.", length: 0)))
        .AddEndpoint(Line.Night.Id.Value, ChannelKind.Voice, Line.Night.Address, e => e.ToQueue("messages").Answers("Nobody is here.", "Too many are waiting.").Speaks("en"))
        .AddAgent("anna", a => a.Named("Anna Rossi"))
        .AddAgent("bruno", a => a.Named("Bruno Conti"))
        .AddAgent("sara", a => a.Named("Sara Blu"))
        .AddEndpoint(Line.Endpoint.Id.Value, ChannelKind.Voice, Line.Endpoint.Address, e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").Speaks("en"))
        .AddDisposition("resolved", "Resolved"))
    .AddContactCenterWeb());
builder.Services.AddContactCenterDesktop();
var phones = new FakeTelephony { Telephones = ["desk-1", "mobile-1"] };
builder.Services.AddSingleton(phones);
builder.Services.AddSingleton<IChannel>(phones);
builder.Services.AddSingleton<Line>();
builder.Services.AddHostedService(static services => services.GetRequiredService<Line>());

var app = builder.Build();
app.UseAuthentication();
app.Use(async (context, next) =>
{
    var wanted = context.Request.Query["as"].ToString();
    if (wanted.Length > 0 || context.User.Identity?.IsAuthenticated != true)
    {
        var (name, roles) = wanted.Split(':') is [var n, var r] ? (n, r) : ("anna", "agent");
        var identity = new ClaimsIdentity(
            [new Claim("contactcenter:agent", name), new Claim("contactcenter:tenant", Line.Tenant.Value), .. roles.Split(',').Select(role => new Claim(ClaimTypes.Role, role))],
            CookieAuthenticationDefaults.AuthenticationScheme);
        context.User = new ClaimsPrincipal(identity);
        await context.SignInAsync(context.User);
    }

    await next(context);
});
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapContactCenter();
app.MapContactCenterDesktop();
app.MapPost("/line/call", static (string from, Line line) => line.CallAsync(from)).DisableAntiforgery();
app.MapPost("/line/message", static (string from, Line line) => line.LeaveMessageAsync(from)).DisableAntiforgery();
app.MapPost("/line/keys", static (string keys, Line line) => line.KeyAsync(keys)).DisableAntiforgery();
app.MapPost("/line/pick-up", static (Line line) => line.PickUpAsync()).DisableAntiforgery();
app.Run();
