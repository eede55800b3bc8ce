using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Sqlite.Keys;

/// <summary>Something the writer of <c>keys.db</c> is asked for. It is tried inside a transaction and answered after the commit.</summary>
internal abstract class KeyRequest
{
    /// <summary>Does the work on the open transaction and keeps the answer.</summary>
    public abstract void Try(KeyDatabase database);

    /// <summary>Gives the answer kept by <see cref="Try"/>: it is durable now.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception exception);

    /// <summary>Whether what it has overwritten must leave the write-ahead log, too, before it is answered.</summary>
    public virtual bool EmptiesLog => false;
}

/// <inheritdoc />
/// <typeparam name="T">The answer.</typeparam>
internal abstract class KeyRequest<T> : KeyRequest
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _refusal;

    public Task<T> Task => _answer.Task;

    public sealed override void Try(KeyDatabase database)
    {
        try
        {
            _result = Make(database);
        }
        catch (Exception e) when (e is InvalidOperationException or CryptographicException)
        {
            _refusal = e; // the caller's fault or that of its slot, nobody else's in the batch
        }
    }

    public sealed override void Answer()
    {
        if (_refusal is { } refusal)
        {
            _answer.TrySetException(refusal);
        }
        else
        {
            _answer.TrySetResult(_result!);
        }
    }

    public sealed override void Fail(Exception exception) => _answer.TrySetException(exception);

    protected abstract T Make(KeyDatabase database);
}

/// <summary>The key to seal with for a subject, made where there is none that can be read.</summary>
internal sealed class MakeKey(SubjectId subject) : KeyRequest<KeyOfSubject>
{
    protected override KeyOfSubject Make(KeyDatabase database) => database.IsErased(subject)
        ? throw new SubjectErasedException($"Subject {subject} has been erased; nothing can be kept about it any more.")
        : database.FindSealingKey(subject) ?? database.AddKey(subject);
}

/// <summary>The customer with an address, made with a key of its own where there is none. Where the address cannot be read any more it is kept anew.</summary>
internal sealed class Identify(Address address, TimeProvider time) : KeyRequest<CustomerId>
{
    protected override CustomerId Make(KeyDatabase database)
    {
        if (database.FindAddress(address) is { } known)
        {
            if (database.Open(known) is null)
            {
                database.SealAgain(known, (database.FindSealingKey(known.Customer.Subject) ?? database.AddKey(known.Customer.Subject)).Bytes, address);
            }

            return known.Customer;
        }

        var customer = new CustomerId(Guid.CreateVersion7(time.GetUtcNow()));
        database.AddAddress(customer, database.AddKey(customer.Subject).Bytes, address);
        return customer;
    }
}

/// <summary>Destroys a customer's key, which need not be readable, and forgets the addresses. The answer is whose keys are destroyed, none when the customer had been erased before.</summary>
internal sealed class EraseCustomer(CustomerId customer) : KeyRequest<IReadOnlyList<SubjectId>>
{
    public override bool EmptiesLog => true;

    protected override IReadOnlyList<SubjectId> Make(KeyDatabase database) => database.IsErased(customer.Subject) ? [] : database.Erase(customer);
}

/// <summary>Wraps some keys of a period that is over under the current one. The answer is how many, 0 when none is left, and what could not be read.</summary>
internal sealed class Rewrap(PeriodKey period, int most) : KeyRequest<Rewrapped>
{
    protected override Rewrapped Make(KeyDatabase database)
    {
        database.TakeBack(period);
        var (aside, unfound) = (new List<SubjectId>(), new List<SubjectId>());
        return new Rewrapped(database.Rewrap(period, most, aside.Add, unfound.Add), aside, unfound);
    }
}

/// <summary>What became of some keys when their period ended.</summary>
/// <param name="Count">How many were looked at.</param>
/// <param name="Aside">Whose key cannot be read and was set aside.</param>
/// <param name="Unfound">Whose address cannot be read, and finds nobody once the period's key is destroyed.</param>
internal sealed record Rewrapped(int Count, IReadOnlyList<SubjectId> Aside, IReadOnlyList<SubjectId> Unfound);

/// <summary>Whether nothing is wrapped under a period any more, in no page of the write-ahead log either.</summary>
internal sealed class LeavePeriod(PeriodKey period) : KeyRequest<bool>
{
    public override bool EmptiesLog => true;

    protected override bool Make(KeyDatabase database)
    {
        database.TakeBack(period); // the last time: its key is destroyed next
        database.HashAside();
        return !database.IsInUse(period);
    }
}
