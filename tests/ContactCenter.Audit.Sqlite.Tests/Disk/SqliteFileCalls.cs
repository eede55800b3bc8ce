using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>
/// Stands between SQLite and the system's file calls in this process, by the doors SQLite has for it: <c>xSetSystemCall</c> of its VFS
/// for all but syncs, the method table of each file for those. Files nobody watches pass by.
/// </summary>
internal static unsafe partial class SqliteFileCalls
{
    private const int CreateFlag = 0x40; // O_CREAT
    private const int SyncFailure = 10 | (4 << 8); // SQLITE_IOERR_FSYNC
    private const int MethodSlots = 19;
    private const int SyncSlot = 5;

    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<int, (WatchedDisk Disk, string Name)> Descriptors = [];
    private static readonly ConcurrentDictionary<nint, (WatchedDisk Disk, string Name)> Files = [];
    private static readonly ConcurrentDictionary<nint, nint> Tables = [];
    private static nint _openFile, _sync, _open, _close, _size, _map, _read, _write, _truncate, _remove, _openFolder;

    public static void Install()
    {
        lock (Gate)
        {
            if (_openFile != 0)
            {
                return;
            }

            var vfs = sqlite3_vfs_find(null);
            _open = Replace(vfs, "open", (nint)(delegate* unmanaged[Cdecl]<byte*, int, int, int>)&Open);
            _close = Replace(vfs, "close", (nint)(delegate* unmanaged[Cdecl]<int, int>)&Close);
            _size = Replace(vfs, "fstat", (nint)(delegate* unmanaged[Cdecl]<int, void*, int>)&Size);
            _map = Replace(vfs, "mmap", (nint)(delegate* unmanaged[Cdecl]<void*, nuint, int, int, int, long, nint>)&Map);
            _read = Replace(vfs, "pread", (nint)(delegate* unmanaged[Cdecl]<int, byte*, nuint, long, nint>)&Read);
            _write = Replace(vfs, "pwrite", (nint)(delegate* unmanaged[Cdecl]<int, byte*, nuint, long, nint>)&Write);
            _truncate = Replace(vfs, "ftruncate", (nint)(delegate* unmanaged[Cdecl]<int, long, int>)&Truncate);
            _remove = Replace(vfs, "unlink", (nint)(delegate* unmanaged[Cdecl]<byte*, int>)&Remove);
            _openFolder = Replace(vfs, "openDirectory", (nint)(delegate* unmanaged[Cdecl]<byte*, int*, int>)&OpenFolder);
            _openFile = vfs->Open;
            vfs->Open = (nint)(delegate* unmanaged[Cdecl]<Vfs*, byte*, nint*, int, int*, int>)&OpenFile;
        }
    }

    private static nint Replace(Vfs* vfs, string name, nint by)
    {
        var utf8 = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            var original = ((delegate* unmanaged[Cdecl]<Vfs*, nint, nint>)vfs->GetSystemCall)(vfs, utf8);
            return original != 0 && ((delegate* unmanaged[Cdecl]<Vfs*, nint, nint, int>)vfs->SetSystemCall)(vfs, utf8, by) == 0
                ? original
                : throw new PlatformNotSupportedException($"This SQLite does not make the call '{name}'.");
        }
        finally
        {
            Marshal.FreeCoTaskMem(utf8);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OpenFile(Vfs* vfs, byte* path, nint* file, int flags, int* outFlags)
    {
        var result = ((delegate* unmanaged[Cdecl]<Vfs*, byte*, nint*, int, int*, int>)_openFile)(vfs, path, file, flags, outFlags);
        Files.TryRemove((nint)file, out _);
        if (result == 0 && WatchedDisk.Find(Marshal.PtrToStringUTF8((nint)path)) is { } found)
        {
            Files[(nint)file] = found;
            *file = Tables.GetOrAdd(*file, WithSync);
        }

        return result;
    }

    /// <summary>A copy of a file's method table, with our sync.</summary>
    private static nint WithSync(nint original)
    {
        lock (Gate)
        {
            var copy = (nint*)NativeMemory.Alloc(MethodSlots, (nuint)sizeof(nint));
            new ReadOnlySpan<nint>((void*)original, MethodSlots).CopyTo(new Span<nint>(copy, MethodSlots));
            _sync = copy[SyncSlot];
            copy[SyncSlot] = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Sync;
            return (nint)copy;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(nint file, int flags)
    {
        var (disk, name) = Files[file];
        if (disk.Fail(FileCall.Sync, name) > 0)
        {
            return SyncFailure;
        }

        var began = disk.Now();
        var result = ((delegate* unmanaged[Cdecl]<nint, int, int>)_sync)(file, flags);
        if (result == 0 && disk.Syncs)
        {
            disk.Add(new DiskEvent.Synced(name, began));
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(byte* path, int flags, int mode)
    {
        var watched = WatchedDisk.Find(Marshal.PtrToStringUTF8((nint)path));
        if (watched is var (disk, name))
        {
            if (disk.Fail(FileCall.Open, name) is > 0 and var error)
            {
                return Failed(error);
            }

            if ((flags & CreateFlag) != 0 && !File.Exists(Marshal.PtrToStringUTF8((nint)path)))
            {
                disk.Add(new DiskEvent.Created(name));
            }
        }


        var descriptor = ((delegate* unmanaged[Cdecl]<byte*, int, int, int>)_open)(path, flags, mode);
        var failure = Marshal.GetLastSystemError();
        if (descriptor >= 0 && watched is { } found)
        {
            Descriptors[descriptor] = found;
        }

        Marshal.SetLastSystemError(failure);
        return descriptor;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(int descriptor)
    {
        Descriptors.TryRemove(descriptor, out _);
        return ((delegate* unmanaged[Cdecl]<int, int>)_close)(descriptor);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(int descriptor, void* status) =>
        Fails(FileCall.Size, descriptor) is > 0 and var error
            ? Failed(error)
            : ((delegate* unmanaged[Cdecl]<int, void*, int>)_size)(descriptor, status);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Map(void* at, nuint length, int protection, int flags, int descriptor, long offset) =>
        Fails(FileCall.Map, descriptor) is > 0 and var error
            ? Failed(error)
            : ((delegate* unmanaged[Cdecl]<void*, nuint, int, int, int, long, nint>)_map)(at, length, protection, flags, descriptor, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Read(int descriptor, byte* bytes, nuint count, long offset) =>
        Fails(FileCall.Read, descriptor) is > 0 and var error
            ? Failed(error)
            : ((delegate* unmanaged[Cdecl]<int, byte*, nuint, long, nint>)_read)(descriptor, bytes, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Write(int descriptor, byte* bytes, nuint count, long offset)
    {
        var write = (delegate* unmanaged[Cdecl]<int, byte*, nuint, long, nint>)_write;
        if (!Descriptors.TryGetValue(descriptor, out var file))
        {
            return write(descriptor, bytes, count, offset);
        }

        var error = file.Disk.Fail(FileCall.Write, file.Name);
        count = error > 0 ? count / 2 : count; // what fails has begun
        file.Disk.Add(new DiskEvent.Written(file.Name, offset, new ReadOnlySpan<byte>(bytes, (int)count).ToArray()));
        var written = write(descriptor, bytes, count, offset);
        return error > 0 ? Failed(error) : written;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(int descriptor, long length)
    {
        if (Fails(FileCall.Truncate, descriptor) is > 0 and var error)
        {
            return Failed(error);
        }

        if (Descriptors.TryGetValue(descriptor, out var file))
        {
            file.Disk.Add(new DiskEvent.Truncated(file.Name, length));
        }

        return ((delegate* unmanaged[Cdecl]<int, long, int>)_truncate)(descriptor, length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Remove(byte* path)
    {
        if (WatchedDisk.Find(Marshal.PtrToStringUTF8((nint)path)) is var (disk, name))
        {
            if (disk.Fail(FileCall.Remove, name) is > 0 and var error)
            {
                return Failed(error);
            }

            disk.Add(new DiskEvent.Removed(name));
        }

        return ((delegate* unmanaged[Cdecl]<byte*, int>)_remove)(path);
    }

    /// <summary>SQLite opens a folder only to sync it; done here, so that it is on the disk when it is recorded.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OpenFolder(byte* path, int* descriptor)
    {
        var watched = WatchedDisk.Find(Marshal.PtrToStringUTF8((nint)path));
        if (watched is var (failing, name) && failing.Fail(FileCall.SyncFolder, name) > 0)
        {
            return 14; // SQLITE_CANTOPEN
        }

        var result = ((delegate* unmanaged[Cdecl]<byte*, int*, int>)_openFolder)(path, descriptor);
        if (result == 0 && watched is var (disk, _) && disk.Syncs && fsync(*descriptor) == 0)
        {
            disk.Add(new DiskEvent.FolderSynced());
        }

        return result;
    }

    private static int Fails(FileCall call, int descriptor) => Descriptors.TryGetValue(descriptor, out var file) ? file.Disk.Fail(call, file.Name) : 0;

    private static int Failed(int error)
    {
        Marshal.SetLastSystemError(error);
        return -1;
    }

    [LibraryImport("e_sqlite3", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial Vfs* sqlite3_vfs_find(string? name);

    [LibraryImport("libc")]
    private static partial int fsync(int descriptor);

    /// <summary><c>sqlite3_vfs</c>, version 3.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version, FileSize, MaxPath;
        public nint Next, Name, Data;
        public nint Open, Delete, Access, FullPath, OpenLibrary, LibraryError, LibrarySymbol, CloseLibrary, Randomness, Sleep, Time, LastError, Time64;
        public nint SetSystemCall, GetSystemCall, NextSystemCall;
    }
}
