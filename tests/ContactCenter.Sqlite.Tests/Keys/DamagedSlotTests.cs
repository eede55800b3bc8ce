using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite.Keys;

public sealed class DamagedSlotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_flipped_bit_in_any_byte_of_a_key_s_slot_is_told_for_its_subject_and_harms_no_other_one()
    {
        var master = RootKey.Load(new SqliteOptions { Root = _folder.Path }, NullLogger.Instance);
        CustomerId damaged, other;
        byte[] key;
        await using (var store = SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], master, TestContext.With()))
        {
            damaged = await store.IdentifyAsync(Address.Phone("+390612345678"));
            other = await store.IdentifyAsync(Address.Phone("+390612345679"));
            key = (await store.GetOrCreateAsync(other.Subject)).Bytes.ToArray();
        }

        for (var bit = 0; bit < KeyCipher.SlotSize * 8; bit += 7)
        {
            Flip(damaged.Subject, bit);
            await using (var store = SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], master, TestContext.With()))
            {
                (await Should.ThrowAsync<CryptographicException>(async () => await store.FindAsync(damaged.Subject))).Message.ShouldContain($"The key of subject {damaged.Subject} in");
                (await store.GetOrCreateAsync(damaged.Subject)).Subject.ShouldNotBe(damaged.Subject, "what is said now is kept under a key of its own");
                (await store.FindAsync(other.Subject))!.Value.ToArray().ShouldBe(key);
                if (bit % 70 == 0)
                {
                    await store.IdentifyAsync(Address.Phone($"+3906{bit:D6}"));
                }
            }

            Flip(damaged.Subject, bit);
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Flip(SubjectId subject, int bit)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["keys.db"]};Pooling=False");
        connection.Open();
        using var read = new SqliteCommand("SELECT slot FROM subject WHERE id = $id", connection);
        read.Parameters.AddWithValue("$id", subject.Value.ToByteArray(bigEndian: true));
        var slot = (byte[])read.ExecuteScalar()!;
        slot[bit / 8] ^= (byte)(1 << (bit % 8));
        using var write = new SqliteCommand("UPDATE subject SET slot = $slot WHERE id = $id", connection);
        write.Parameters.AddWithValue("$slot", slot);
        write.Parameters.AddWithValue("$id", subject.Value.ToByteArray(bigEndian: true));
        write.ExecuteNonQuery();
    }
}
