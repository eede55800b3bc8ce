// <Host>
using System.Security.Claims;
using ContactCenter.Channels;
using ContactCenter.Desktop;
using Microsoft.AspNetCore.Authentication;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddContactCenter(cc => cc
    .UseSqlite("data")                                                      // one folder per tenant
    .AddTenant("acme", t => t
        .AddQueue("faults", q => q.RequireSkill("gas", 3).ServiceLevel(80, TimeSpan.FromSeconds(20)))
        .AddAgent("anna", a => a.Named("Anna Rossi").Skill("gas", 5))
        .AddEndpoint("sms-faults", ChannelKind.Sms, Address.Phone("+390612345678"), e => e.ToQueue("faults").Answers(
            noAgent: "We have your message and answer as soon as somebody is here.",
            queueFull: "Many people are writing to us; please call us."))
        .AddDisposition("resolved", "Resolved")
        .AddNotReadyReason("break", "Break"))
    .AddTwilio()                                                            // accounts: ContactCenter:Twilio
    .AddContactCenterWeb(w => w.PublicUrl = new Uri("https://cc.example.com")));

builder.Services.AddContactCenterDesktop();
builder.Services.AddAuthentication("cookie").AddCookie("cookie", o => o.LoginPath = "/login");

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapContactCenter();                                                     // /hooks, /api, /hubs/desk, /health
app.MapContactCenterDesktop();                                              // the pages
app.MapGet("/login", (HttpContext http) => http.SignInAsync(                // yours: whoever comes is Anna here
    new ClaimsPrincipal(new ClaimsIdentity(
    [
        new(DesktopClaims.Agent, "anna"),
        new(DesktopClaims.Tenant, "acme"),
        new(ClaimTypes.Role, "agent"),
    ], "cookie")),
    new AuthenticationProperties { RedirectUri = "/" }));
app.Run();
// </Host>
