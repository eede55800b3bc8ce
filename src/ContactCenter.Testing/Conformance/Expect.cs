namespace ContactCenter.Testing.Conformance;

/// <summary>Expectations without a test framework.</summary>
internal static class Expect
{
    public static void Equal<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new ConformanceException($"{what}: expected {expected}, found {found}.");
        }
    }

    public static void True(bool isSo, string what) => Equal(true, isSo, what);

    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        var (left, right) = (expected.ToList(), found.ToList());
        if (!left.SequenceEqual(right))
        {
            throw new ConformanceException($"{what}: expected [{string.Join(", ", left)}], found [{string.Join(", ", right)}].");
        }
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> act, string what)
        where TException : Exception
    {
        try
        {
            await act();
        }
        catch (TException e)
        {
            return e;
        }

        throw new ConformanceException($"{what}: no {typeof(TException).Name} was thrown.");
    }
}
