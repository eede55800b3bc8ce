namespace Repository.Tests.Circles;

/// <summary>Inside a package, folders do not use one another in circles.</summary>
public sealed class CircleTests
{
    /// <summary>Circles there were before this test, each with what it would take to cut it. The list only becomes shorter.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["ContactCenter: Configuration, Door, Effects, Privacy, Projections, Recordings, Scripts, Sessions, Tenants, Timers"] =
            "TenantRuntime builds what runs in a tenant, and the configuration's changer, the door, the sessions and a customer's file reach into it; each needs a small seam of what it uses of the runtime.",
        ["ContactCenter.Audit: Entries, Sequencing, Tree"] =
            "The hash of an entry is the tree's, and the stored tree reads through the log's reader; MerkleHash belongs below both, StoredTree and LogProver above.",
        ["ContactCenter.Audit: Export, Receipts"] = "One serializer context writes exports and receipts; each needs its own.",
    };

    public static TheoryData<string> Packages => [.. Repo.SourceProjects];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_folders_of_a_package_use_one_another_in_no_circle(string project)
    {
        var uses = CompiledPackage.Uses(project);
        var circles = Circle.FindAll(uses.Select(static u => u.Key)).ToList();
        var name = Path.GetFileNameWithoutExtension(project);

        circles.Select(c => $"{name}: {string.Join(", ", c)}").Where(c => !Known.ContainsKey(c))
            .ShouldBeEmpty("Move what both need below them. " + string.Concat(circles.Select(c => Describe(c, uses))));
        Known.Keys.Where(k => k.StartsWith(name + ":", StringComparison.Ordinal)).Except(circles.Select(c => $"{name}: {string.Join(", ", c)}"))
            .ShouldBeEmpty("This circle is cut; take it off the list.");
    }

    [Fact]
    public void The_uses_are_found_in_the_assembly()
    {
        var uses = CompiledPackage.Uses("src/ContactCenter.Channels.Twilio/ContactCenter.Channels.Twilio.csproj");

        uses[("Webhooks", "Accounts")].ShouldContain("TwilioWebhookHandler uses TwilioAccount"); // a signature
        uses[("Webhooks", "Text")].ShouldNotBeEmpty(); // code alone
        uses[("Accounts", "Webhooks")].ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_found_whatever_its_way()
    {
        Circle.FindAll([("a", "b"), ("b", "c"), ("c", "d")]).ShouldBeEmpty();
        Circle.FindAll([("a", "b"), ("b", "c"), ("c", "b"), ("d", "e"), ("e", "f"), ("f", "d"), ("a", "d")])
            .Select(static c => string.Concat(c)).ShouldBe(["bc", "def"], ignoreOrder: true);
    }

    private static string Describe(IReadOnlyList<string> circle, ILookup<(string From, string To), string> uses) => string.Concat(
        uses.Where(u => circle.Contains(u.Key.From) && circle.Contains(u.Key.To))
            .Select(static u => $"\n  {u.Key.From} -> {u.Key.To} ({u.Count()}): {string.Join("; ", u.Order(StringComparer.Ordinal).Take(8))}"));
}
