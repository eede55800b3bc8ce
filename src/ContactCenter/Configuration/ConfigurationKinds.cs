namespace ContactCenter.Configuration;

/// <summary>The keys under which configured things stand in the journal: <c>KIND/ID</c>, <c>tenant</c> for its display name, <c>privacy</c>.</summary>
internal static class ConfigurationKinds
{
    public const string Tenant = "tenant";
    public const string Queue = "queue";
    public const string Agent = "agent";
    public const string Calendar = "calendar";
    public const string Endpoint = "endpoint";
    public const string Campaign = "campaign";
    public const string Script = "script";
    public const string Template = "template";
    public const string Disposition = "disposition";
    public const string NotReadyReason = "not-ready-reason";

    public const string Privacy = "privacy";

    public static string Key(string kind, string id) => $"{kind}/{id}";

    public static (string Kind, string Id) Parse(string key) => key.IndexOf('/') is > 0 and var slash ? (key[..slash], key[(slash + 1)..]) : (key, "");
}
