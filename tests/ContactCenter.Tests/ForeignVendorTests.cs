using System.Collections.Immutable;
using System.Text;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Scripting;
using ContactCenter.Storage;
using ContactCenter.Testing;
using ContactCenter.Web;
using ForeignVendor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Tests;

/// <summary>What a vendor writes who has nothing but the abstractions.</summary>
public sealed class ForeignVendorTests
{
    [Fact]
    public void The_vendor_references_the_abstractions_and_nothing_else_of_ours() => typeof(PagerChannel).Assembly.GetReferencedAssemblies()
        .Select(a => a.Name!)
        .Where(n => n.StartsWith("ContactCenter", StringComparison.Ordinal) || n.StartsWith("Microsoft.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ShouldBe(["ContactCenter.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"]);

    [Fact]
    public async Task A_conversation_goes_over_the_vendors_channel()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddContactCenter(cc => cc.UseMemory(new MemoryStorage()).AddPager().AddTenant("acme", t => t
            .AddQueue("faults")
            .AddAgent("anna")
            .AddEndpoint("pager", PagerChannel.Pager, new(PagerChannel.PagerNumber, "77"), e => e.ToQueue("faults").Answers("Nobody is here.", "Too many wait."))
            .AddDisposition("resolved", "Resolved")));
        using var host = builder.Build();
        await host.StartAsync();
        await using var anna = await ScriptedAgent.Named("anna").Answers("we are coming").Ends("resolved").StartAsync(host.Services, CenterFixture.Acme);

        var gateway = host.Services.GetServices<IWebhookHandler>().ShouldHaveSingleItem();
        (await gateway.HandleAsync(Line("1|555|77|the boiler is cold"), default)).Status.ShouldBe(200);
        (await gateway.HandleAsync(Line("1|555|99|no such number"), default)).Status.ShouldBe(400);

        var channel = host.Services.GetRequiredService<PagerChannel>();
        (await anna.Desk.UntilAsync(() => Task.FromResult(channel.Sent.FirstOrDefault()), "the answer")).ShouldBe("555|we are coming");
        await host.StopAsync();
    }

    [Fact]
    public async Task The_vendors_store_lists_what_it_was_given()
    {
        var store = new DictionaryViews();
        await store.CommitAsync(new ViewCommit("p", new LogPosition(7), [Row("b", 2), Row("a", 1), Row("c", 3)], []));
        await store.CommitAsync(new ViewCommit("p", new LogPosition(8), [], [("v", "a")]));

        var keys = new List<string>();
        await foreach (var row in store.ListAsync(new ViewQuery("v") { Descending = true }))
        {
            keys.Add(row.Key);
        }

        keys.ShouldBe(["c", "b"]);
        (await store.CheckpointAsync("p")).ShouldBe(new LogPosition(8));

        static ViewRow Row(string key, long order) => new("v", key, "", order, default);
    }

    [Theory]
    [InlineData("boiler-7", true, "no")]
    [InlineData("elsewhere", false, null)]
    public async Task The_vendors_action_answers_or_says_why_not(string plant, bool succeeds, string? running)
    {
        var action = new PlantStateAction(new Dictionary<string, bool> { ["boiler-7"] = false });
        var result = await action.InvokeAsync(
            new ScriptActionCall(Guid.NewGuid(), CenterFixture.Acme, default, ImmutableDictionary<string, string>.Empty.Add("plant", plant)), default);

        result.Succeeded.ShouldBe(succeeds);
        result.Fields.GetValueOrDefault("running").ShouldBe(running);
    }

    private static WebhookRequest Line(string line) => new()
    {
        Method = "POST",
        Url = new Uri("https://cc.example/hooks/pager"),
        SubPath = "",
        Headers = new Dictionary<string, string>(),
        Body = Encoding.UTF8.GetBytes(line),
    };
}
