namespace ContactCenter.Testing.Conformance;

/// <summary>One promise, and how to find out whether it is kept. Runs in any test framework.</summary>
/// <typeparam name="TSubject">What is tried.</typeparam>
/// <param name="Name">The promise, as a sentence.</param>
/// <param name="CheckAsync">Tries it on a fresh subject; throws a <see cref="ConformanceException"/> that tells what was expected and what was found.</param>
public sealed record ConformanceCase<TSubject>(string Name, Func<TSubject, Task> CheckAsync)
{
    /// <summary>The promise, as test frameworks show it.</summary>
    public override string ToString() => Name;
}
