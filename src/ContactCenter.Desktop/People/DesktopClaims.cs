namespace ContactCenter.Desktop;

/// <summary>The claims a login needs for the desktop. Roles are claims of the type <see cref="System.Security.Claims.ClaimTypes.Role"/>.</summary>
public static class DesktopClaims
{
    /// <summary>The agent id, for supervisors and administrators too: <c>contactcenter:agent</c>.</summary>
    public const string Agent = "contactcenter:agent";

    /// <summary>The tenant id: <c>contactcenter:tenant</c>.</summary>
    public const string Tenant = "contactcenter:tenant";
}
