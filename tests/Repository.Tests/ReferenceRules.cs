using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>What one package may reference.</summary>
/// <param name="Projects">Other packages of ours.</param>
/// <param name="Packages">Packages of others; a trailing <c>*</c> stands for any ending.</param>
/// <param name="Framework">A shared framework, such as <c>Microsoft.AspNetCore.App</c>.</param>
internal sealed record ReferenceRule(string[] Projects, string[] Packages, string? Framework = null)
{
    public bool AllowsPackage(string package) => Packages.Any(p => Regex.IsMatch(package, $"^{Regex.Escape(p).Replace("\\*", ".*")}$"));
}

/// <summary>The house, storey by storey. A reference points downwards only; whoever adds one changes this table first.</summary>
internal static class ReferenceRules
{
    private const string Options = "Microsoft.Extensions.Options";
    private const string OptionsConfiguration = "Microsoft.Extensions.Options.ConfigurationExtensions";
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";
    private const string Hosting = "Microsoft.Extensions.Hosting.Abstractions";
    private const string Resilience = "Microsoft.Extensions.Http.Resilience";
    private const string Sqlite = "Microsoft.Data.Sqlite";
    private const string PostgreSql = "Npgsql";
    private const string AspNetCore = "Microsoft.AspNetCore.App";
    private const string CommandLine = "System.CommandLine";

    public static Dictionary<string, ReferenceRule> All { get; } = new(StringComparer.Ordinal)
    {
        ["ContactCenter.Abstractions"] = new([], ["Microsoft.Extensions.DependencyInjection.Abstractions"]),
        ["ContactCenter.Routing"] = Core("NodaTime"),
        ["ContactCenter.Scripting"] = Core("NodaTime"),
        ["ContactCenter.Audit"] = Core("System.Formats.Cbor"),
        ["ContactCenter.Sip"] = new([], [Logging, "DnsClient"]),
        ["ContactCenter.Audit.Sqlite"] = new(["ContactCenter.Audit"], [Sqlite]),
        ["ContactCenter.Audit.PostgreSql"] = new(["ContactCenter.Audit"], [PostgreSql]),
        ["ContactCenter"] = new(
            ["ContactCenter.Abstractions", "ContactCenter.Routing", "ContactCenter.Scripting", "ContactCenter.Audit"],
            [Hosting, "NodaTime", "libphonenumber-csharp"]),
        ["ContactCenter.Sqlite"] = new(["ContactCenter", "ContactCenter.Audit.Sqlite"], [Sqlite]),
        ["ContactCenter.PostgreSql"] = new(["ContactCenter", "ContactCenter.Audit.PostgreSql"], [PostgreSql]),

        ["ContactCenter.Channels.Voice"] = new(["ContactCenter.Abstractions", "ContactCenter.Sip"], [.. ChannelPackages, "BouncyCastle.Cryptography", "libphonenumber-csharp"]),
        ["ContactCenter.Channels.Email"] = Channel("MailKit", "MimeKit", "HtmlSanitizer", "Ical.Net"),
        ["ContactCenter.Channels.Twilio"] = Channel(),
        ["ContactCenter.Channels.WebChat"] = Channel(),
        ["ContactCenter.Channels.Meta"] = Channel(),
        ["ContactCenter.Channels.Telegram"] = Channel(),
        ["ContactCenter.Channels.WebForms"] = Channel("libphonenumber-csharp"),
        ["ContactCenter.Channels.Fax"] = Channel("BitMiracle.LibTiff.NET"),
        ["ContactCenter.Channels.Counter"] = Channel(),
        ["ContactCenter.Telecontrol"] = Channel("MQTTnet"),

        ["ContactCenter.AspNetCore"] = new(["ContactCenter"], ["Microsoft.AspNetCore.OpenApi"], AspNetCore),
        ["ContactCenter.Desktop"] = new(["ContactCenter"], ["MudBlazor"], AspNetCore),
        ["ContactCenter.Orleans"] = new(["ContactCenter"], ["Microsoft.Orleans.*"], AspNetCore),
        ["ContactCenter.Reporting"] = new(["ContactCenter"], ["CsvHelper", "DocumentFormat.OpenXml", "ScottPlot", "SkiaSharp*"]),
        ["ContactCenter.Simulation"] = new(["ContactCenter.Routing"], ["ScottPlot"]),
        ["ContactCenter.Testing"] = new(["ContactCenter", "ContactCenter.Audit"], ["Microsoft.Extensions.Hosting"]),

        ["ccaudit"] = new(["ContactCenter.Audit", "ContactCenter.Audit.Sqlite", "ContactCenter.Audit.PostgreSql"], [CommandLine]),
        ["ccflow"] = new(["ContactCenter.Scripting", "ContactCenter.Audit.Sqlite", "ContactCenter.Audit.PostgreSql"], [CommandLine]),
        ["ccsim"] = new(["ContactCenter.Simulation", "ContactCenter.Audit.Sqlite", "ContactCenter.Audit.PostgreSql"], [CommandLine]),
    };

    private static string[] ChannelPackages => [Options, OptionsConfiguration, Logging, Hosting, Resilience];

    /// <summary>The rule with what its projects bring along: naming a thing already within reach widens nothing.</summary>
    public static ReferenceRule WithReach(string package)
    {
        var rule = All[package];
        var below = rule.Projects.Select(WithReach).ToList();
        return rule with
        {
            Projects = [.. rule.Projects, .. below.SelectMany(r => r.Projects)],
            Packages = [.. rule.Packages, .. below.SelectMany(r => r.Packages)],
        };
    }

    private static ReferenceRule Core(params string[] own) => new(["ContactCenter.Abstractions"], [Options, OptionsConfiguration, Logging, .. own]);

    private static ReferenceRule Channel(params string[] protocol) => new(["ContactCenter.Abstractions"], [.. ChannelPackages, .. protocol]);
}
