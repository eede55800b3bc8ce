// The desktop over a desk in memory, to look at its pages:
//   dotnet run -c Release --project tests/DesktopPreview --urls http://localhost:5090
// Everybody is Anna with every role; ?as=bruno:agent or ?as=sara:supervisor on the first page makes it somebody else.
using System.Security.Claims;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
builder.Services.AddContactCenterDesktop(o => o.LogOutPath = "logout");
builder.Services.AddSingleton<IDesks>(services =>
{
    var time = services.GetRequiredService<TimeProvider>();
    return new FakeDesks(time) { Furnish = desk => new Scene(time).Furnish(desk) };
});

builder.Services.AddSingleton<IAdministrations, FakeAdministrations>();

var app = builder.Build();
app.UseAuthentication();
app.Use(async (context, next) =>
{
    var wanted = context.Request.Query["as"].ToString();
    if (wanted.Length > 0 || context.User.Identity?.IsAuthenticated != true)
    {
        var (name, roles) = (wanted.Length > 0 ? wanted : "anna:agent,supervisor").Split(':') is [var n, var r] ? (n, r) : ("anna", "agent");
        var identity = new ClaimsIdentity(
            [new Claim("contactcenter:agent", name), new Claim("contactcenter:tenant", "acme"), .. roles.Split(',').Select(role => new Claim(ClaimTypes.Role, role))],
            CookieAuthenticationDefaults.AuthenticationScheme);
        context.User = new ClaimsPrincipal(identity);
        await context.SignInAsync(context.User);
    }

    await next(context);
});
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapGet("/logout", () => Results.Redirect("/"));
app.MapContactCenterDesktop();
app.Run();
