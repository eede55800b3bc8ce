using System.Text.RegularExpressions;
using Bunit;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Pages;
using ContactCenter.Readiness;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>What the checks found, in the person's language.</summary>
public sealed partial class ReadinessPageTests : DeskContext
{
    private readonly FakeReadiness _readiness = new();

    public ReadinessPageTests() => Services.AddSingleton<IReadiness>(_readiness);

    [Fact]
    public async Task An_administrator_runs_the_checks_and_sees_the_worst_first_with_its_remedy()
    {
        await SitDownAsync(Role.Administrator);
        var page = Render<ReadinessPage>();
        page.FindAll("table").ShouldBeEmpty();
        page.Find(".cc-run").Click();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Select(static r => r.GetAttribute("data-code")).ShouldBe(["twilio.sign-in", "pager.lost", "disk.room"]));
        var first = page.FindAll("tbody tr")[0].TextContent;
        first.ShouldContain("Endpoint sms-main");
        first.ShouldContain(English.Words["remedy.twilio.sign-in"]);
        page.FindAll("tbody tr")[1].TextContent.ShouldContain("A pager is lost.", customMessage: "a code of another package is said as the check says it");
        page.Find(".cc-ready-all").TextContent.ShouldBe("Not ready. Failed: 1, warnings: 1.");
        page.Find(".cc-run").TextContent.ShouldBe("Run again");
    }

    [Fact]
    public async Task The_last_report_is_there_when_the_page_is_opened()
    {
        await SitDownAsync(Role.Administrator);
        await _readiness.RunAsync(Workplace.Open.Principal, Workplace.Open.Tenant, default);
        Render<ReadinessPage>().FindAll("tbody tr").Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("supervisor")]
    public async Task Nobody_else_sees_anything(string role)
    {
        await SitDownAsync(new Role(role));
        Render<ReadinessPage>().FindAll(".cc-run").ShouldBeEmpty();
    }

    /// <summary>Every code a check of ours gives has its sentence, and where there is a remedy that too, with as many places as there are values at most.</summary>
    [Fact]
    public void Every_code_has_words_in_every_language()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static f => f.Contains("Check", StringComparison.Ordinal) || f.Contains("Readiness", StringComparison.Ordinal))
            .Where(static f => !f.Contains("Words", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Localization/", StringComparison.Ordinal))
            .SelectMany(static f => Code().Matches(File.ReadAllText(f)).Select(static m => m.Groups[1].Value)).ToHashSet();
        codes.Count.ShouldBeGreaterThan(40);
        codes.Where(static c => !English.Words.ContainsKey($"ready.{c}")).ShouldBeEmpty();
        English.Words.Keys.Where(static k => k.StartsWith("ready.", StringComparison.Ordinal)).Select(static k => k["ready.".Length..]).Except(codes).ShouldBeEmpty("no check says it any more");
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "readiness.md"));
        codes.Where(c => !page.Contains($"`{c}`", StringComparison.Ordinal)).ShouldBeEmpty("docs/readiness.md lists every code");
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("\"((?:twilio|webchat|disk|keys|signing|heads|clock|web|certificate|staff|queue|endpoint|configuration|check|tenant)\\.[a-z-]+)\",")]
    private static partial Regex Code();

    private sealed class FakeReadiness : IReadiness
    {
        private ReadinessReport? _last;

        public ReadinessReport? Last(Principal principal, TenantId tenant) => _last;

        public ValueTask<ReadinessReport> RunAsync(Principal principal, TenantId tenant, CancellationToken cancellationToken) => new(_last = new ReadinessReport(
            tenant,
            DateTimeOffset.UnixEpoch,
            TimeSpan.FromSeconds(2),
            [
                new ReadinessLine("disk", null, ReadinessStatus.Ok, "disk.room", ["/data", "9.0"], "", null),
                new ReadinessLine("pager", null, ReadinessStatus.Warning, "pager.lost", [], "A pager is lost.", "Find it."),
                new ReadinessLine("endpoint", "sms-main", ReadinessStatus.Failed, "twilio.sign-in", ["main"], "", ""),
            ]));
    }
}
