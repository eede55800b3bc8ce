using System.Collections.Immutable;
using ContactCenter.Storage;
using ContactCenter.Testing.Conformance;

namespace ForeignVendor.Tests;

/// <summary>What a vendor writes who has nothing but the abstractions keeps what ours keep.</summary>
public sealed class VendorTests
{
    public static TheoryData<string> ChannelPromises => [.. ChannelConformance.For(PagerSubject.All)];

    public static TheoryData<string> StorePromises => [.. ViewStoreConformance.All.Select(static c => c.Name)];

    public static TheoryData<string> ActionPromises => [.. ScriptActionConformance.All.Select(static c => c.Name)];

    [Fact]
    public void The_vendor_references_the_abstractions_and_nothing_else_of_ours() => typeof(PagerChannel).Assembly.GetReferencedAssemblies()
        .Select(static a => a.Name!)
        .Where(static n => n.StartsWith("ContactCenter", StringComparison.Ordinal) || n.StartsWith("Microsoft.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ShouldBe(["ContactCenter.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"]);

    [Theory]
    [MemberData(nameof(ChannelPromises))]
    public Task The_vendors_channel_keeps(string promise) => ChannelConformance.CheckAsync(promise, new PagerSubject());

    [Theory]
    [MemberData(nameof(StorePromises))]
    public Task The_vendors_store_keeps(string promise) => StorePromise(promise).CheckAsync(static () => Task.FromResult<IViewStore>(new DictionaryViews()));

    [Theory]
    [MemberData(nameof(ActionPromises))]
    public Task The_vendors_action_keeps(string promise) => ScriptActionConformance.All.Single(c => c.Name == promise).CheckAsync(new ScriptActionSubject(
        new PlantStateAction(new Dictionary<string, bool> { ["boiler-7"] = false }), ImmutableDictionary<string, string>.Empty.Add("plant", "boiler-7")));

    private static ConformanceCase<Func<Task<IViewStore>>> StorePromise(string name) => ViewStoreConformance.All.Single(c => c.Name == name);
}
