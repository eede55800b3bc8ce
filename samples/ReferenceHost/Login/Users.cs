using System.Security.Claims;
using ContactCenter;
using ContactCenter.AspNetCore;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ReferenceHost.Login;

/// <summary>The people of appsettings.json. A real host asks its identity provider.</summary>
internal sealed class Users(IConfiguration configuration, StartOptions options)
{
    private readonly Dictionary<string, UserOptions> _users =
        configuration.GetSection("Users").Get<Dictionary<string, UserOptions>>() ?? [];

    public IEnumerable<KeyValuePair<string, UserOptions>> All => _users;

    /// <summary>The person with the claims the contact center reads, or null when name or password are wrong.</summary>
    public ClaimsPrincipal? Find(string name, string password)
    {
        var user = _users.GetValueOrDefault(name);
        var expected = new Secret(user?.Password is { Length: > 0 } own ? own : options.Password);
        if (!expected.Equals(new Secret(password)) || user is null)
        {
            return null;
        }

        List<string> tenants = user.Tenants.Count > 0 || user.Roles is ["center-administrator"] ? user.Tenants : ["acme"]; // who administers the center works in none
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, user.Name),
                new Claim(ContactCenterClaims.Agent, name),
                .. tenants.Select(t => new Claim(ContactCenterClaims.Tenant, t)),
                .. user.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme));
    }
}
