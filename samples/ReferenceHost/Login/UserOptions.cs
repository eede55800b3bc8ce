namespace ReferenceHost.Login;

/// <summary>Somebody who may log in: <c>Users:NAME</c>. The name is the agent id.</summary>
internal sealed class UserOptions
{
    /// <summary>The display name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The tenants the person works in.</summary>
    public List<string> Tenants { get; set; } = [];

    /// <summary>What the person may do: agent, supervisor, field, administrator, integration; center-administrator for which tenants there are.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>The person's own password; the one printed at start when empty.</summary>
    public string Password { get; set; } = "";
}
