-- Nothing asks for offers by version; what looked one up by its key was led astray by this.
drop index offers_by_version;
