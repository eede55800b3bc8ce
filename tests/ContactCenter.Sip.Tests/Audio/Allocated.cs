namespace ContactCenter.Sip.Tests.Audio;

/// <summary>What a piece of work allocates on this thread once it has run before.</summary>
internal static class Allocated
{
    public static long By(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
