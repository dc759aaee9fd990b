create database health;
