using System.Security.Claims;
using ContactCenter.Channels;
using ContactCenter.Desktop;
using Microsoft.AspNetCore.Authentication;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
var url = builder.Configuration["urls"] ?? "http://localhost:5090";
builder.WebHost.UseUrls(url);

builder.Services.AddContactCenter(cc => cc
    .UseSqlite(builder.Configuration["data"] ?? "data")
    .AddTenant("acme", t => t
        .AddQueue("questions")
        .AddAgent("anna", a => a.Named("Anna Rossi"))
        .AddEndpoint("chat", ChannelKind.Chat, new Address(new AddressKind("page"), "acme"), e => e.ToQueue("questions").Answers(
            noAgent: "We have your message and answer here as soon as somebody is in.",
            queueFull: "Many people are writing to us; we answer in turn."))
        .AddDisposition("answered", "Answered"))
    .AddWebChat(w => w.Page("acme", p => p.From(url).Title = "Acme"))
    .AddContactCenterWeb(w => w.PublicUrl ??= new Uri(url)));
builder.Services.AddContactCenterDesktop(d => d.Title = "Acme");
builder.Services.AddAuthentication("cookie").AddCookie("cookie", o => o.LoginPath = "/login");

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapContactCenter();
app.MapContactCenterDesktop();
app.MapGet("/customer", () => Results.Content("<!doctype html><title>Acme</title><h1>Acme</h1><script src=/hooks/webchat/acme.js></script>", "text/html")).AllowAnonymous();
app.MapGet("/login", (HttpContext http) => http.SignInAsync( // whoever comes is Anna; a real host asks its identity provider
    new ClaimsPrincipal(new ClaimsIdentity([new(DesktopClaims.Agent, "anna"), new(DesktopClaims.Tenant, "acme"), new(ClaimTypes.Role, "agent")], "cookie")),
    new AuthenticationProperties { RedirectUri = "/" })).AllowAnonymous();
app.Run();
