using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Sequencing;

public sealed class MemoryLogStoreConformanceTests
{
    public static TheoryData<string> Names => new(LogStoreConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_store_in_memory_keeps_every_promise(string name) => LogStoreConformance.All.Single(c => c.Name == name).CheckAsync(new Subject(static memory => new FaultyStore(memory)));

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_store_that_looks_as_it_writes_keeps_every_promise(string name) => LogStoreConformance.All.Single(c => c.Name == name).CheckAsync(new Subject(static memory => new LookingStore(memory)));

    /// <summary>One <see cref="MemoryLogStore"/>, each time behind another store that fails on demand.</summary>
    private sealed class Subject(Func<MemoryLogStore, FaultyStore> make) : LogStoreSubject
    {
        private readonly MemoryLogStore _memory = new(new LogId("memory"));

        public override ILogStore Make() => make(_memory);

        public override void FailNextWrite(ILogStore store, bool written)
        {
            var faulty = (FaultyStore)store;
            if (written)
            {
                faulty.FailsAfter = _ => Once(() => faulty.FailsAfter = static _ => false);
            }
            else
            {
                faulty.FailsBefore = _ => Once(() => faulty.FailsBefore = static _ => false);
            }
        }

        public override ValueTask LoseOwnershipAsync(ILogStore store) => _memory.DisposeAsync();

        private static bool Once(Action reset)
        {
            reset();
            return true;
        }
    }
}
