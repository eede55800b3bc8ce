using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ContactCenter.Administration;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>What administrators change, each edit over HTTP. A removal of what is not there is told so, after the role was looked at.</summary>
internal sealed class AdministrationRows(Browser browser)
{
    public const string Section = "Changes of the configuration";
    public const string TenantSection = "Changes of the tenants";

    private static readonly Dictionary<string, string> Edits = new()
    {
        ["set-name"] = """{"name":"Acme"}""",
        ["set-privacy"] = """{"settings":{}}""",
        ["set-queue"] = """{"queue":"matrix","settings":{}}""",
        ["remove-queue"] = """{"queue":"matrix"}""",
        ["set-agent"] = """{"agent":"matrix","settings":{}}""",
        ["remove-agent"] = """{"agent":"matrix"}""",
        ["set-calendar"] = """{"calendar":"matrix","settings":{"timeZone":"Europe/Rome"}}""",
        ["remove-calendar"] = """{"calendar":"matrix"}""",
        ["set-endpoint"] = """{"endpoint":"matrix","settings":{"channel":"sms","address":"phone:+390600000009","queue":"faults"}}""",
        ["remove-endpoint"] = """{"endpoint":"matrix"}""",
        ["set-campaign"] = """{"campaign":"matrix","settings":{"queue":"faults","endpoint":"matrix"}}""",
        ["remove-campaign"] = """{"campaign":"matrix"}""",
        ["set-script"] = """{"script":"matrix","settings":{"text":"script matrix v1, texts en, for chat, outcomes done\n  step hello\n    say \"Hi.\"\n    -> end done\n"}}""",
        ["remove-script"] = """{"script":"matrix"}""",
        ["set-template"] = """{"template":"matrix/reminder","settings":{"takes":"name: text","texts":{"it":{"text":"Gentile {name}"}}}}""",
        ["remove-template"] = """{"template":"matrix/reminder"}""",
        ["set-disposition"] = """{"disposition":"matrix","label":"Matrix"}""",
        ["remove-disposition"] = """{"disposition":"matrix"}""",
        ["set-not-ready-reason"] = """{"reason":"matrix","label":"Matrix"}""",
        ["remove-not-ready-reason"] = """{"reason":"matrix"}""",
    };

    private static readonly Dictionary<string, string> TenantEdits = new()
    {
        ["add"] = """{"tenant":"matrix","settings":{"queues":{"main":{}},"dispositions":{"resolved":"Resolved"}}}""",
        ["suspend"] = """{"tenant":"matrix"}""",
        ["resume"] = """{"tenant":"matrix"}""",
        ["close"] = """{"tenant":"matrix"}""",
    };

    /// <summary>What the code publishes.</summary>
    public static IEnumerable<string> Published => Names<ConfigurationEdit>();

    /// <summary>The same, of the tenants.</summary>
    public static IEnumerable<string> PublishedOfTenants => Names<TenantEdit>();

    public IEnumerable<Operation> All =>
    [
        .. Edits.Select(e => new Operation(Section, $"`{e.Key}`", Operation.For(Role.Administrator), caller => browser.SendAsync(caller, "POST", $"/api/{People.Acme}/configuration", new JsonArray(Edit(e))))),
        .. TenantEdits.Select(e => new Operation(TenantSection, $"`{e.Key}`", Operation.For(Role.CenterAdministrator), caller => browser.SendAsync(caller, "POST", "/api/tenants", Edit(e)))),
    ];

    private static JsonNode Edit(KeyValuePair<string, string> edit)
    {
        var json = JsonNode.Parse(edit.Value)!;
        json["edit"] = edit.Key;
        return json;
    }

    private static IEnumerable<string> Names<T>() => typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(static a => $"`{a.TypeDiscriminator}`");
}
