namespace Acceptance.Host;

/// <summary>All tests share one center, so they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class CenterCollection : ICollectionFixture<Center>
{
    public const string Name = "center";
}

/// <summary>A test in the shared center; it begins with nobody at work and nothing open.</summary>
[Collection(CenterCollection.Name)]
public abstract class CenterTest(Center center) : IAsyncLifetime
{
    protected Center Center { get; } = center;

    public Task InitializeAsync() => Center.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}
